// Tickets at the simulated counter: good at the station's gates at any hour.

import { h } from '../../shared/dom.js';
import { dayAndMinute, minute } from '../common/times.js';
import { choice, facts, form, hint, notice, paragraph } from '../common/ui.js';
import { personButtons, personFields } from './screens-apply.js';

const USES = [
  { value: 'entry', text: { en: 'To enter the station', zh: '进站' } },
  { value: 'exit', text: { en: 'To leave the station', zh: '出站' } },
];
const KINDS = { single: { en: 'Single ticket', zh: '单程票' }, multi_ride: { en: 'Multi-ride ticket', zh: '计次票' },
  period: { en: 'Period ticket', zh: '定期票' } };

/** Buying, and what was bought on this page. */
export function tickets(app) {
  const { account } = app;
  const { person } = account;
  const draft = app.draft('tickets', { use: 'entry' });
  draft.name ||= person?.name ?? '';
  draft.number ||= person?.number ?? '';
  const bought = app.params.bought ?? null;
  return {
    title: { en: 'Buy a ticket (simulation)', zh: '买票（模拟）' },
    back: app.params.back ?? 'home',
    element: h('div', { class: 'stack' },
      bought ? h('div', { role: 'status', 'data-testid': 'bought' }, notice('ok', { en: 'The ticket is bought.', zh: '购票成功。' })) : null,
      person ? null : personButtons(app, draft),
      form(personFields(draft), { en: 'Buy', zh: '购买' }, async () => {
        const ticket = await app.flow.buy(draft.name, draft.number, draft.use);
        app.go('tickets', { ...app.params, bought: ticket.ticket_id });
      }, 'buy'),
      choice('use', { en: 'What for', zh: '用途' }, USES, draft.use, (use) => { draft.use = use; }),
      hint({ en: 'No money: the counter sells a ticket that is good at the gates now.', zh: '不收费，出售的车票此刻即可用于闸机。' }),
      h('h3', {}, { en: 'Bought on this phone', zh: '已购车票' }),
      account.tickets.length === 0 ? paragraph({ en: 'None yet.', zh: '暂无车票。' }, 'muted')
        : h('ul', { class: 'app-list', 'data-testid': 'tickets' }, account.tickets.map((one) => h('li', { class: 'card' }, row(one))))),
  };
}

/** The counter sells a ticket for any train when none is in its check-in time. */
const trainOf = ({ train }) => (train && train !== 'ANY' ? train : { en: 'Any train', zh: '不限车次' });

const row = (ticket) => [
  h('h3', {}, trainOf(ticket), ' ', ticket.from, ' → ', ticket.to),
  facts([
    [{ en: 'Kind', zh: '票种' }, KINDS[ticket.kind] ?? ticket.kind],
    [{ en: 'For', zh: '用途' }, USES.find((one) => one.value === ticket.use).text],
    [{ en: 'Departs', zh: '开车时间' }, dayAndMinute(ticket.departs_at)],
    [{ en: 'Check-in', zh: '检票' }, `${minute(ticket.check_in_opens_at)}–${minute(ticket.check_in_closes_at)}`],
    [{ en: 'Exit until', zh: '出站截至' }, dayAndMinute(ticket.exit_until)],
  ]),
];
