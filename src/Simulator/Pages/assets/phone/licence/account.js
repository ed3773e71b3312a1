// What the licence app keeps on this phone; see common/kept-account.js.

import { KeptAccount } from '../common/kept-account.js';

export class Account extends KeptAccount {
  /** Archive number on the paper licence of this phone's synthetic person; null when the page did not fill one in. */
  paper = null;

  constructor(store) {
    super(store, { session: 'licence', phone: 'licence-phone' });
  }

  /** True or false where this session knows whether the licence is filed, else null. */
  get filed() { return this.kept.filed ?? null; }

  set filed(value) { this.keep({ filed: value }); }

  /** Milliseconds until which the real-person check holds, exclusive; 0 without one. */
  get checkUntil() { return this.kept.checkUntil ?? 0; }

  set checkUntil(value) { this.keep({ checkUntil: value }); }

  /** 'issued' or 'bound'. */
  get form() { return this.kept.form ?? 'issued'; }

  set form(value) { this.keep({ form: value }); }

  /** A session begins; what was known of the earlier one is forgotten. */
  begin(token, filed) { this.renew({ token, filed }); }
}
