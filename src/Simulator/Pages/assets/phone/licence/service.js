// The licence service as this phone asks it: one function for each operation of /licence/v1. Values are the service's own messages.
// Each function throws Refused (the service said no, and says what to do) or Unreachable (no network).

const BASE = '/licence/v1';

/**
 * The service for one phone.
 * @param {(method: string, path: string, options?: object) => Promise<any>} call the phone's way to the network
 * @param {() => string|null} tokenOf the session's token
 */
export function licenceService(call, tokenOf) {
  const open = (method, path, body) => call(method, BASE + path, { body });
  const own = (method, path, body) => call(method, BASE + path, { body, token: tokenOf() });
  return {
    /** L1. Answers the same whether the person is known or not; an SMS follows. */
    register: (form) => open('POST', '/registrations', form),
    /** The session that the SMS's code opens. */
    confirm: (registrationId, code) => open('POST', `/registrations/${encodeURIComponent(registrationId)}/confirmation`, { code }),
    signIn: (phone, password) => open('POST', '/sign-in', { phone, password }),
    signOut: () => own('POST', '/sign-out'),
    /** L2. */
    file: (archiveNumber) => own('POST', '/filing', { archive_number: archiveNumber }),
    filing: () => own('GET', '/filing'),
    /** L4; `camera` is what the simulated camera sees: pass, fail, spoof or timeout. */
    check: (camera) => own('POST', '/real-person-checks', { camera }),
    options: () => own('GET', '/application-options'),
    /** L3. `photoId` and `findings` for a photo taken now or from the album; findings are what the simulated reviewer will find. */
    apply: (way, photoId, findings) => own('POST', '/applications', submission(way, photoId, findings)),
    /** L7. */
    replacePhoto: (way, photoId, findings) => own('POST', '/photo-replacements', submission(way, photoId, findings)),
    applications: async () => (await own('GET', '/applications')).applications,
    /** Sends a picture as it is. `takenOn` is the day of an album photo, such as 2026-11-25, or null. */
    upload: (source, picture, takenOn) => call('POST',
      `${BASE}/photos?source=${source}${takenOn ? `&taken_on=${takenOn}` : ''}`, { body: picture, token: tokenOf() }),
    /** The display with a fresh code (L8–L16). */
    display: () => own('POST', '/licence/display', {}),
    /** A picture as a Blob. */
    photo: () => call('GET', `${BASE}/licence/photo`, { token: tokenOf() }),
    notices: async () => (await own('GET', '/notices')).notices,
    purposes: async () => (await open('GET', '/purposes')).purposes,
  };
}

function submission(way, photoId, findings) {
  const body = { way };
  if (photoId) body.photo_id = photoId;
  if (findings?.length) body.simulated_findings = findings;
  return body;
}
