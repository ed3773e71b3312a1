// The railway's service as this phone asks it: one function for each operation of /ride-id/v1. Values are the service's own messages.
// Each function throws Refused (the service said no, and says what to do) or Unreachable (no network).

const BASE = '/ride-id/v1';

/**
 * The service for one phone.
 * @param {(method: string, path: string, options?: object) => Promise<any>} call the phone's way to the network
 * @param {() => string|null} tokenOf the session's token
 */
export function rideIdService(call, tokenOf) {
  const open = (method, path, body) => call(method, BASE + path, { body });
  const own = (method, path, body) => call(method, BASE + path, { body, token: tokenOf() });
  return {
    /** A session of a user who is not registered. */
    openSession: () => open('POST', '/sessions'),
    /** Answers the same whether the person is known or not; an SMS follows. */
    register: (form) => open('POST', '/registrations', form),
    /** The session that the SMS's code opens. */
    confirm: (registrationId, code) => open('POST', `/registrations/${encodeURIComponent(registrationId)}/confirmation`, { code }),
    signIn: (phone, password) => open('POST', '/sign-in', { phone, password }),
    signOut: () => own('POST', '/sign-out'),
    /** R11. */
    closePage: () => own('POST', '/page/close'),
    /** R12. */
    clearCache: () => own('POST', '/cache/clear'),
    /** What is filled in for who signed in, masked (R1). */
    account: () => own('GET', '/account'),
    /** R1–R4; `{id_number?, name?, location}`. */
    apply: (application) => own('POST', '/applications', application),
    /** R5–R8; `camera` is what the simulated camera sees: pass, fail, spoof or timeout. */
    checkApplication: (id, camera) => own('POST', `/applications/${encodeURIComponent(id)}/check`, { camera }),
    /** R8, R10–R12; never counted. */
    checkAgain: (camera) => own('POST', '/certificate/check', { camera }),
    certificate: () => own('GET', '/certificate'),
    code: () => own('POST', '/certificate/codes', {}),
    grant: (body) => own('POST', '/certificate/grants', body),
    messages: async (after) => (await open('GET', `/simulation/outbox?after=${after}`)).messages,
    /** A synthetic person whom nobody had yet. @param {'adult'|'minor'} group */
    newPerson: (group) => call('POST', '/simulation/v1/people', { body: { kind: 'ride-id', group } }),
    stations: async () => (await call('GET', '/tickets/v1/stations')).stations,
    /** A ticket that is good at the station's gates now. @param {'entry'|'exit'} use */
    ticket: (number, name, use) => call('POST', '/simulation/v1/tickets', { body: { number, name, use } }),
  };
}
