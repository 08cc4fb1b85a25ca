/** What became of the messages to subscribers, event by event, for the office. */
import { Unreachable, read } from './api.js';
import { byId, html, timeElement } from './dom.js';
import { ago, number } from './format.js';
import { hasText, inLanguage, text } from './texts.js';

const STATES = ['created', 'sending', 'delivered', 'temporary', 'permanent', 'expired'];

/** Reads and shows them, councils by their names where those are known; where there is no such service, or it is not for this person, nothing is shown. */
export async function showDeliveries(nameOf) {
  try {
    const { totals, items } = await read('/api/deliveries/summary?limit=20');
    byId('deliveries-totals').textContent = told(totals);
    byId('deliveries').replaceChildren(...(items.length > 0 ? items.map((item) => row(item, nameOf)) : [html('tr', {}, html('td', { colspan: '3', class: 'empty' }, text('deliveries.none')))]));
    byId('deliveries-part').hidden = false;
  } catch (failure) {
    if (!(failure instanceof Unreachable)) throw failure;
    if (failure.status === 404 || failure.status === 403) byId('deliveries-part').hidden = true;
  }
}

const told = (states) => STATES.filter((state) => states[state] > 0).map((state) => text('deliveries.counted', number(states[state]), text(`deliveries.${state}`))).join(', ');

function row({ kinds, council, at, recipients, states }, nameOf) {
  const what = kinds.map((kind) => hasText(`deliveries.kind.${kind}`) ? text(`deliveries.kind.${kind}`) : kind).join(', ');
  return html('tr', {},
    html('th', { scope: 'row' }, what, html('span', { class: 'cell-more' }, html('a', { href: inLanguage(`/rat/${council}`) }, nameOf(council) ?? council), ', ', timeElement(at, ago(at)))),
    html('td', { class: 'num' }, number(recipients)), html('td', {}, told(states)));
}
