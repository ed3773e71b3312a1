#!/usr/bin/env python3
"""A client of the three services, written from their OpenAPI documents alone. Standard library only.

client.py BASE_ADDRESS: walks each service, and checks what is sent and what comes back against the documents. Prints one line a step, and
the codes as "ride-id-code CODE" and "licence-code CODE". Exit 0: all as the documents say.
"""
import base64
import datetime
import json
import re
import shutil
import subprocess
import sys
import tempfile
import urllib.error
import urllib.parse
import urllib.request

import schema

PROBLEM = "application/problem+json"
TIMEOUT_SECONDS = 30


class NotAsDocumented(Exception):
    pass


class Service:
    """One service: its document, and the operations in it by identifier."""

    def __init__(self, base, name):
        self.base, self.name, self.token = base, name, None
        with urllib.request.urlopen(f"{base}/openapi/{name}.json", timeout=TIMEOUT_SECONDS) as answer:
            self.document = json.load(answer)
        self.operations = {operation["operationId"]: (method.upper(), path, operation)
                           for path, methods in self.document["paths"].items() for method, operation in methods.items()}

    def example(self, operation_id):
        """A body as the document's example gives it."""
        body = self.operations[operation_id][2]["requestBody"]["content"]["application/json"]["schema"]
        found = schema.resolve(body["$ref"], self.document) if "$ref" in body else body
        if not found.get("examples"):
            raise NotAsDocumented(f"{self.name}: the document has no example of what {operation_id} takes")
        return json.loads(json.dumps(found["examples"][0]))

    def call(self, operation_id, body=None, expect=None, unchecked=False, **parameters):
        """Sends an operation and gives the answer's JSON, or None; expect is the status (any success when left out)."""
        method, path, operation = self.operations[operation_id]
        query = {}
        for parameter in operation.get("parameters", []):
            name = parameter["name"]
            if name not in parameters:
                if parameter.get("required"):
                    raise NotAsDocumented(f"{operation_id} asks for {name}")
                continue
            if parameter["in"] == "path":
                path = path.replace("{" + name + "}", urllib.parse.quote(str(parameters[name]), safe=""))
            else:
                query[name] = parameters[name]
        request = urllib.request.Request(self.base + path + ("?" + urllib.parse.urlencode(query) if query else ""), method=method)
        if operation.get("security") and self.token:
            request.add_header("Authorization", "Bearer " + self.token)
        if "requestBody" in operation and body is not None:
            sent = operation["requestBody"]["content"]["application/json"]["schema"]
            if not unchecked:
                self._must_fit(sent, body, f"{operation_id}: what is sent")
            request.data = json.dumps(body).encode()
            request.add_header("Content-Type", "application/json")
        try:
            with urllib.request.urlopen(request, timeout=TIMEOUT_SECONDS) as answer:
                status, media, data = answer.status, answer.headers.get_content_type(), answer.read()
        except urllib.error.HTTPError as refused:
            status, media, data = refused.code, refused.headers.get_content_type(), refused.read()
        return self._read(operation_id, operation, status, media, data, expect)

    def refused(self, operation_id, status, body=None, **more):
        """Sends an operation that must be refused with this status, as a problem in both languages."""
        problem = self.call(operation_id, body, expect=status, **more)
        if problem["status"] != status or problem["type"] != "urn:tempidentity:problem:" + problem["code"]:
            raise NotAsDocumented(f"{operation_id}: the problem does not say what the answer is")
        say(f"{self.name} {operation_id}: refused as {problem['code']}")
        return problem

    def _read(self, operation_id, operation, status, media, data, expect):
        answer = operation["responses"].get(str(status))
        if answer is None:
            raise NotAsDocumented(f"{operation_id}: answered {status}, which the document does not have")
        if (status != expect) if expect else not 200 <= status < 300:
            code = json.loads(data).get("code") if media == PROBLEM else media
            raise NotAsDocumented(f"{operation_id}: answered {status} ({code})")
        content = answer.get("content", {})
        if not content and not data:
            return None
        if media not in content or (status >= 400 and media != PROBLEM):
            raise NotAsDocumented(f"{operation_id}: {status} came as {media}")
        value = json.loads(data)
        self._must_fit(content[media]["schema"], value, f"{operation_id}: the answer {status}")
        return value

    def _must_fit(self, rule, value, what):
        faults = schema.check(rule, value, self.document)
        if faults:
            raise NotAsDocumented("; ".join([what, *faults]))


def say(line):
    print(line, flush=True)


def sms_code(service, phone):
    """The newest SMS code to a phone, from the simulation's outbox."""
    sent = service.call("readOutbox")["messages"]
    texts = [message["text"] for message in sent if message["channel"] == "sms" and message["recipient"] == phone]
    found = re.search(r"(?<!\d)\d{6}(?!\d)", texts[-1]) if texts else None
    if not found:
        raise NotAsDocumented(f"{service.name}: no SMS code in the outbox")
    return found[0]


def register_and_sign_in(service):
    """Registers as the document's example says, signs out, signs in."""
    person = service.example("register")
    started = service.call("register", person)
    confirmation = {"code": sms_code(service, person["phone"])}
    service.token = service.call("confirmRegistration", confirmation, registrationId=started["registration_id"])["token"]
    service.call("signOut")
    login = {"phone": person["phone"], "password": person["password"]}
    service.refused("signIn", 401, {**login, "password": "not-this-one-1"})
    service.token = service.call("signIn", login)["token"]
    say(f"{service.name}: registered and signed in")


def phone_key():
    """The public key of a phone, a compressed P-256 point in base64url; None when there is no openssl."""
    if not shutil.which("openssl"):
        return None
    with tempfile.NamedTemporaryFile() as key:
        subprocess.run(["openssl", "ecparam", "-name", "prime256v1", "-genkey", "-noout", "-out", key.name], check=True)
        der = subprocess.run(["openssl", "ec", "-in", key.name, "-pubout", "-conv_form", "compressed", "-outform", "DER"],
                             check=True, capture_output=True).stdout
    return base64.urlsafe_b64encode(der[-33:]).rstrip(b"=").decode()


def take_grant(service):
    key = phone_key()
    if key is None:
        say(f"{service.name}: SKIPPED the bound grant, install openssl")
        return
    service.call("issueGrant", {"holder_algorithm": "esp256", "holder_key": key})
    say(f"{service.name}: a grant for the phone's own key")


def ride_id(service):
    """Applies, passes the check, shows a code. Gives the time at which the certificate was granted."""
    service.refused("viewCertificate", 401)
    service.token = service.call("openSession")["token"]
    application = service.example("apply")
    service.refused("apply", 422, {**application, "location": {"authorised": False}})
    service.refused("apply", 400, {"location": "nowhere"}, unchecked=True)
    receipt = service.call("apply", application)
    service.call("checkApplication", {"camera": "pass"}, applicationId=receipt["application_id"])
    certificate = service.call("viewCertificate")
    say(f"ride-id: certificate until {certificate['valid_until']}")
    take_grant(service)
    code = service.call("issueCode", {})["code"]
    register_and_sign_in(service)
    service.call("readAccount")
    say("ride-id-code " + code)
    return certificate["valid_from"]


def licence(service):
    service.refused("readFiling", 401)
    register_and_sign_in(service)
    service.call("passRealPersonCheck", {"camera": "pass"})
    service.refused("readFiling", 409)
    service.call("fileLicence", service.example("fileLicence"))
    if "on_file" not in service.call("readApplicationOptions")["ways"]:
        raise NotAsDocumented("licence: the example's driver has no photo on file")
    if service.call("apply", {"way": "on_file"})["state"] != "issued":
        raise NotAsDocumented("licence: a photo on file was not issued at once")
    shown = service.call("showLicence", {})
    say(f"licence: shown as {shown['colour']}, {len(shown['statuses'])} status")
    take_grant(service)
    say("licence-code " + service.call("issueCode", {})["code"])


def tickets(service, now):
    """Looks for trains on the day after a service's now: its clock may be a simulated one."""
    stations = [station["code"] for station in service.call("listStations")["stations"]]
    service.call("listProducts")
    day = (datetime.date.fromisoformat(now[:10]) + datetime.timedelta(days=1)).isoformat()
    trains = [train for origin in stations for destination in stations if origin != destination
              for train in listed(service, origin, destination, day)]
    if not trains:
        raise NotAsDocumented("tickets: no trains between any two stations")
    say(f"tickets: {len(trains)} ways to go on {day}")
    service.refused("listTrains", 404, origin="ZZZ", destination=stations[0], date=day)
    service.refused("listWrongGrants", 401)


def listed(service, origin, destination, day):
    return service.call("listTrains", origin=origin, destination=destination, date=day)["trains"]


def main():
    if len(sys.argv) != 2:
        print(__doc__, file=sys.stderr)
        return 2
    base = sys.argv[1].rstrip("/")
    try:
        now = ride_id(Service(base, "ride-id"))
        licence(Service(base, "licence"))
        tickets(Service(base, "tickets"), now)
    except (NotAsDocumented, urllib.error.URLError, TimeoutError) as fault:
        print(fault, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
