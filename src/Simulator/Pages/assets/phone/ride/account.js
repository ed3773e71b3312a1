// What the ride ID's app keeps on this phone; see common/kept-account.js.

import { KeptAccount } from '../common/kept-account.js';

export class Account extends KeptAccount {
  /** The person whom this phone was last used for, `{name, number, phone?}`, or null. */
  person = null;

  /** Tickets bought on this page, newest first. */
  tickets = [];

  constructor(store) {
    super(store, { session: 'session', phone: 'phone' });
  }

  /** True when somebody signed in. */
  get registered() { return this.kept.registered === true; }

  /** True while this session has been granted a certificate. */
  get granted() { return this.kept.granted === true; }

  set granted(value) { this.keep({ granted: value }); }

  /** True when the page was closed and the service does not know yet (R11). */
  get closed() { return this.kept.closed === true; }

  set closed(value) { this.keep({ closed: value }); }

  /** 'issued' or 'bound'; outlives the session. */
  get form() { return this.lasting.form ?? 'issued'; }

  set form(value) { this.last({ form: value }); }

  /** A session begins; what was known of the earlier one is forgotten. @param {string} token @param {boolean} registered */
  begin(token, registered) { this.renew({ token, registered }); }
}
