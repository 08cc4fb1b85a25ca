/** The seats of one council as figures and as a drawing: one mark for each seat, filled or free. */
import { byId, html } from './dom.js';
import { day, number, share } from './format.js';
import { text } from './texts.js';
import './texts-council.js';

/** Shows them; `alive` are the mandates of today, `findings` the open ones. */
export function showSeats({ seats, foreignResidents }, alive, findings) {
  const total = seats.elected + seats.council;
  const members = alive.filter(({ kind }) => kind === 'elected' || kind === 'council');
  const filled = { elected: count(members, 'elected'), council: count(members, 'council') };
  const vacant = { elected: Math.max(0, seats.elected - filled.elected), council: Math.max(0, seats.council - filled.council) };
  const known = members.filter(({ person }) => person?.gender);
  const women = known.filter(({ person }) => person.gender === 'female').length;
  const severities = ['error', 'warn', 'info'].map((severity) => number(findings.filter((each) => each.severity === severity).length));
  byId('figures').replaceChildren(
    figure('council.figure.seats', number(total), text('council.figure.seats.note', number(seats.elected), number(seats.council))),
    figure('council.figure.filled', number(members.length), text('council.figure.filled.note', share(members.length, total)), [members.length, total]),
    figure('council.figure.vacant', number(vacant.elected + vacant.council), vacant.elected + vacant.council === 0
      ? text('council.figure.vacant.none') : text('council.figure.vacant.note', number(vacant.elected), number(vacant.council))),
    figure('council.figure.women', share(women, known.length), text('figures.women.note', number(known.length), number(members.length)), [women, known.length]),
    figure('council.figure.foreign', foreignResidents ? number(foreignResidents.count) : '–',
      foreignResidents ? text('council.figure.foreign.note', day(foreignResidents.asOf)) : text('figures.none')),
    figure('council.figure.findings', number(findings.length), text('figures.findings.note', ...severities)));
  byId('seats').replaceChildren(...['elected', 'council'].map((kind) => html('li', { class: 'seats-kind' },
    html('span', { class: 'seats-name' }, text(`seats.${kind}`)),
    html('span', { class: 'seats-row', 'aria-hidden': 'true' }, marks(filled[kind], vacant[kind])),
    html('span', { class: 'seats-count' }, text('seats.filled', number(filled[kind]), number(seats[kind]))))));
}

const count = (members, kind) => members.filter((member) => member.kind === kind).length;

const marks = (filled, vacant) => [
  ...Array.from({ length: filled }, () => html('span', { class: 'seat' })),
  ...Array.from({ length: vacant }, () => html('span', { class: 'seat seat-free' })),
];

function figure(key, value, note, [part, of] = [0, 0]) {
  const bar = html('span');
  bar.style.width = of > 0 ? `${Math.min(100, (100 * part) / of)}%` : '0';
  return html('div', { class: 'figure' },
    html('dt', { class: 'figure-name' }, text(key)), html('dd', { class: 'figure-value', id: key.replaceAll('.', '-') }, value),
    html('dd', { class: of > 0 ? 'figure-bar' : 'figure-bar figure-bar-none', 'aria-hidden': 'true' }, bar),
    html('dd', { class: 'figure-note' }, note));
}
