"""Checks a value against the part of JSON Schema that the services' documents use. A keyword that is not known here is an error."""
import datetime
import re

IGNORED = {"description", "title", "default", "examples", "example", "deprecated", "readOnly"}
FORMATS_WITHOUT_CHECK = {"double", "float", "binary", "uri"}
WHOLE = {"int32": 2**31, "int64": 2**63}


def check(schema, value, document, at="$"):
    """What is wrong with the value, as a list of lines; empty when it is as the schema says."""
    if "$ref" in schema:
        return check(resolve(schema["$ref"], document), value, document, at)
    faults = []
    for keyword, rule in schema.items():
        if keyword in IGNORED or keyword in ("required", "additionalProperties", "nullable"):
            continue
        if keyword not in CHECKS:
            faults.append(f"{at}: the document uses the keyword {keyword}, which this client does not know")
            continue
        if value is None and schema.get("nullable"):
            continue
        faults += CHECKS[keyword](rule, value, document, at)
    if isinstance(value, dict):
        faults += [f"{at}: {name} is missing" for name in schema.get("required", []) if name not in value]
        extra = schema.get("additionalProperties", True)
        for name in value.keys() - schema.get("properties", {}).keys():
            if extra is False:
                faults.append(f"{at}: {name} is not in the document")
            elif isinstance(extra, dict):
                faults += check(extra, value[name], document, f"{at}.{name}")
    return faults


def resolve(reference, document):
    node = document
    for part in reference.removeprefix("#/").split("/"):
        node = node[part.replace("~1", "/").replace("~0", "~")]
    return node


def is_type(name, value):
    if name in ("integer", "number"):
        return isinstance(value, (int, float) if name == "number" else int) and not isinstance(value, bool)
    return isinstance(value, {"object": dict, "array": list, "string": str, "boolean": bool, "null": type(None)}[name])


def _type(rule, value, document, at):
    names = rule if isinstance(rule, list) else [rule]
    return [] if any(is_type(name, value) for name in names) else [f"{at}: not of type {names}"]


def _format(rule, value, document, at):
    if value is None or rule in FORMATS_WITHOUT_CHECK:
        return []
    if rule in WHOLE:
        good = isinstance(value, int) and -WHOLE[rule] <= value < WHOLE[rule]
    elif rule in ("date-time", "date"):
        good = isinstance(value, str) and is_time(value, rule == "date-time")
    else:
        return [f"{at}: the document uses the format {rule}, which this client does not know"]
    return [] if good else [f"{at}: not a {rule}"]


def is_time(text, with_time):
    if with_time and not re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)", text):
        return False
    try:
        if with_time:
            datetime.datetime.fromisoformat(re.sub(r"\.\d+", "", text).replace("Z", "+00:00"))
        else:
            datetime.date.fromisoformat(text)
        return True
    except ValueError:
        return False


def _properties(rule, value, document, at):
    if not isinstance(value, dict):
        return []
    return [fault for name, inner in rule.items() if name in value for fault in check(inner, value[name], document, f"{at}.{name}")]


def _items(rule, value, document, at):
    if not isinstance(value, list):
        return []
    return [fault for i, inner in enumerate(value) for fault in check(rule, inner, document, f"{at}[{i}]")]


def _some(rule, value, document, at, exactly):
    fits = sum(not check(inner, value, document, at) for inner in rule)
    return [] if fits == 1 or (fits > 1 and not exactly) else [f"{at}: {fits} of {len(rule)} alternatives fit"]


def _bound(good):
    return lambda rule, value, document, at: (
        [] if not is_type("number", value) or good(value, rule) else [f"{at}: out of bounds ({rule})"])


def _length(good):
    def check(rule, value, document, at):
        fits = not isinstance(value, (str, list)) or good(len(value), rule)
        return [] if fits else [f"{at}: length ({rule})"]
    return check


CHECKS = {
    "type": _type,
    "format": _format,
    "enum": lambda rule, value, document, at: [] if value in rule else [f"{at}: not one of {rule}"],
    "const": lambda rule, value, document, at: [] if value == rule else [f"{at}: not {rule}"],
    "pattern": lambda rule, value, document, at: [] if not isinstance(value, str) or re.search(rule, value) else [f"{at}: pattern"],
    "properties": _properties,
    "items": _items,
    "oneOf": lambda rule, value, document, at: _some(rule, value, document, at, True),
    "anyOf": lambda rule, value, document, at: _some(rule, value, document, at, False),
    "allOf": lambda rule, value, document, at: [fault for inner in rule for fault in check(inner, value, document, at)],
    "minimum": _bound(lambda value, rule: value >= rule),
    "maximum": _bound(lambda value, rule: value <= rule),
    "minLength": _length(lambda length, rule: length >= rule),
    "maxLength": _length(lambda length, rule: length <= rule),
    "minItems": _length(lambda length, rule: length >= rule),
    "maxItems": _length(lambda length, rule: length <= rule),
}
