/** The key figures and the small tables by region and size. */
import { byId, html } from './dom.js';
import { countOf } from './findings.js';
import { day, number, share, time } from './format.js';
import { text } from './texts.js';

/** Each figure: its key, value, meaning, and the share that its bar draws. */
const FIGURES = [
  { key: 'councils', value: ({ councils }) => number(councils.active), note: ({ councils }) => text('figures.councils.note', number(councils.ceased)) },
  {
    key: 'seats',
    value: ({ seats }) => number(seats.total),
    note: ({ seats }) => text('figures.seats.note', number(seats.filled), share(seats.filled, seats.total)),
    part: ({ seats }) => [seats.filled, seats.total],
  },
  {
    key: 'vacant',
    value: ({ seats }) => number(seats.vacant),
    note: ({ seats }) => text('figures.vacant.note', share(seats.vacant, seats.total)),
    part: ({ seats }) => [seats.vacant, seats.total],
  },
  {
    key: 'women',
    value: ({ women }) => share(women.count, women.known),
    note: ({ women, seats }) => text('figures.women.note', number(women.known), number(seats.filled)),
    part: ({ women }) => [women.count, women.known],
  },
  {
    key: 'fresh',
    value: ({ freshness }) => text('figures.fresh.value', number(freshness.fresh), number(freshness.fresh + freshness.silent)),
    note: ({ freshness }) => text('figures.fresh.note', number(freshness.thresholdDays)),
    part: ({ freshness }) => [freshness.fresh, freshness.fresh + freshness.silent],
  },
  {
    key: 'findings',
    value: ({ findings }) => number(findings.open),
    note: ({ findings }) => text('figures.findings.note', ...['error', 'warn', 'info'].map((each) => number(countOf(findings.byRule, each)))),
  },
];

const shown = new Map();

/** Places for the figures, before there are any. */
export function awaitFigures() {
  for (const { key, part } of FIGURES) {
    const value = html('dd', { class: 'figure-value', id: `figure-${key}` }, html('span', { class: 'waiting' }, '0'));
    const bar = html('span');
    const note = html('dd', { class: 'figure-note' }, '\u00a0');
    shown.set(key, { value, bar, note });
    byId('figures').append(html('div', { class: 'figure' },
      html('dt', { class: 'figure-name' }, text(`figures.${key}`)), value,
      html('dd', { class: part ? 'figure-bar' : 'figure-bar figure-bar-none', 'aria-hidden': 'true' }, bar), note));
  }
}

/** Says that there are no figures to show, when none have been shown yet. */
export function figuresUnreachable() {
  for (const { value } of shown.values()) {
    if (value.querySelector('.waiting')) value.textContent = '–';
  }
}

/** Shows the figures of an overview. */
export function showFigures(overview) {
  for (const figure of FIGURES) {
    const { value, bar, note } = shown.get(figure.key);
    value.textContent = figure.value(overview);
    note.textContent = figure.note(overview);
    const [part, of] = figure.part?.(overview) ?? [0, 0];
    bar.style.width = of > 0 ? `${(100 * part) / of}%` : '0';
  }
  byId('figures').removeAttribute('aria-busy');
  byId('as-of').textContent = text('figures.asOf', day(overview.at), time(Date.now()));
  showRegions(overview);
}

function showRegions({ regions, sizeClasses = [] }) {
  const cell = (content) => html('td', { class: 'num' }, content);
  const seatsOf = ({ seats }) => text('table.of', number(seats.filled), number(seats.total));
  byId('regions').replaceChildren(...regions.map((each) => html('tr', {}, html('th', { scope: 'row' }, each.region),
    cell(number(each.councils)), cell(seatsOf(each)), cell(share(each.women.count, each.women.known)))));
  byId('sizes').replaceChildren(...sizeClasses.map((each) => html('tr', {}, html('th', { scope: 'row' }, each.label),
    cell(number(each.councils)), cell(seatsOf(each)))));
}
