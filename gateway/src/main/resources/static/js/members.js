/** The members of one council: who is in office today, in groups, and who was. */
import { byId, html, timeElement } from './dom.js';
import { byName, day, number, shortDay } from './format.js';
import { text } from './texts.js';
import './texts-council.js';

const GROUPS = ['elected', 'council', 'substitute', 'expert', 'coming'];

/** Which mandates live on a day, which begin later, and which have ended; those withdrawn are none of them. */
export function sorted(mandates, today) {
  const groups = { alive: [], coming: [], past: [] };
  for (const mandate of mandates) {
    if (mandate.state === 'withdrawn') continue;
    if (mandate.end && mandate.end < today) groups.past.push(mandate);
    else (mandate.begin > today ? groups.coming : groups.alive).push(mandate);
  }
  return groups;
}

const nameOf = ({ person }) => person?.name ?? text('members.nobody');

/** The chair first, then who else has an office, then by name. */
const byOfficeAndName = (a, b) => rank(a) - rank(b) || byName(nameOf(a), nameOf(b));
const rank = ({ office }) => (!office ? 2 : /^vorsitz/i.test(office) ? 0 : 1);

/** Shows them. */
export function showMembers({ alive, coming, past }) {
  byId('members-count').textContent = text('members.count', number(alive.length));
  const none = alive.length + coming.length === 0;
  byId('members').replaceChildren(none ? html('p', { class: 'empty' }, text('members.empty')) : table(alive, coming));
  byId('past').hidden = past.length === 0;
  byId('past-title').textContent = text('members.past', number(past.length));
  byId('past-members').replaceChildren(pastTable(past));
}

function table(alive, coming) {
  const groups = new Map(GROUPS.map((group) => [group, group === 'coming' ? coming : alive.filter(({ kind }) => kind === group)]));
  return html('table', { class: 'table' },
    html('caption', { class: 'visually-hidden' }, text('members.caption')),
    html('thead', {}, html('tr', {}, head('members.name'), head('members.list', 'col-wide'), head('members.since', 'members-day'))),
    [...groups].filter(([, members]) => members.length > 0).map(([group, members]) => html('tbody', {},
      html('tr', { class: 'members-group' }, html('th', { scope: 'rowgroup', colspan: 3 }, text(`members.group.${group}`), html('span', { class: 'members-group-count' }, ` ${number(members.length)}`))),
      members.sort(byOfficeAndName).map((member) => row(member, group)))));
}

const head = (key, name) => html('th', { scope: 'col', class: name }, text(key));

function row(member, group) {
  const list = group === 'coming' ? [text(`kind.${member.kind}`), member.list].filter(Boolean).join(', ') : member.list;
  return html('tr', {},
    html('th', { scope: 'row' }, nameOf(member), member.office && html('span', { class: 'office' }, member.office),
      list && html('span', { class: 'cell-more cell-narrow' }, list)),
    html('td', { class: 'col-wide' }, list ?? '–'),
    html('td', { class: 'members-day' }, timeElement(member.begin, shortDay(member.begin), { title: day(member.begin) }),
      member.end && html('span', { class: 'cell-more' }, text('members.until', shortDay(member.end)))));
}

function pastTable(past) {
  return html('table', { class: 'table' },
    html('caption', { class: 'visually-hidden' }, text('members.past.caption')),
    html('thead', {}, html('tr', {}, head('members.name'), head('members.kind', 'col-wide'), head('members.time', 'members-day'))),
    html('tbody', {}, past.sort((a, b) => b.end.localeCompare(a.end) || byName(nameOf(a), nameOf(b))).map((mandate) => html('tr', {},
      html('th', { scope: 'row' }, nameOf(mandate), html('span', { class: 'cell-more cell-narrow' }, text(`kind.${mandate.kind}`))),
      html('td', { class: 'col-wide' }, text(`kind.${mandate.kind}`)),
      html('td', { class: 'members-day' }, text('members.span', shortDay(mandate.begin), shortDay(mandate.end)))))));
}
