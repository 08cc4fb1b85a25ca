/** The table of councils: the same data as the map, filtered and sorted by the reader. */
import { STATES, regions, stateOf, statesInWords } from './councils.js';
import { byId, html, timeElement } from './dom.js';
import { ago, byName, dayOf, number, share } from './format.js';
import { text } from './texts.js';
import { swatch } from './patterns.js';

const womenShare = ({ women }) => (women.known > 0 ? women.count / women.known : -1);

/** Columns: key, how to compare two councils, whether the first click sorts descending, classes. */
const COLUMNS = [
  { key: 'name', compare: (a, b) => byName(a.name, b.name) },
  { key: 'seats', compare: (a, b) => a.seats.filled - b.seats.filled, down: true, class: 'num' },
  { key: 'vacant', compare: (a, b) => a.seats.vacant - b.seats.vacant, down: true, class: 'num col-wide' },
  { key: 'women', compare: (a, b) => womenShare(a) - womenShare(b), down: true, class: 'num col-wide' },
  { key: 'last', compare: (a, b) => (a.lastChange ?? '').localeCompare(b.lastChange ?? ''), down: true, class: 'col-wide' },
  { key: 'state', compare: (a, b) => STATES.indexOf(stateOf(a)) - STATES.indexOf(stateOf(b)) },
];

export class CouncilTable {
  #listeners;
  #councils;
  #selected;
  #sort = { column: COLUMNS[0], descending: false };
  #rows = new Map();

  /** @param listeners `select(ags)`: the reader chose a row; `filter()`: other councils match now */
  constructor(listeners) {
    this.#listeners = listeners;
    this.#head();
    this.#filters();
    this.#message(text('table.loading'));
  }

  /** Shows these councils. */
  show(councils) {
    this.#councils = councils;
    this.#draw();
    byId('table-scroll').removeAttribute('aria-busy');
  }

  /** Says that the councils can't be read, when none have been shown yet. */
  unreachable() {
    if (!this.#councils) this.#message(text('table.unreachable'));
  }

  /** The councils that the filters let through. */
  matching() {
    const wanted = byId('filter-text').value.trim().toLocaleLowerCase('de');
    const region = byId('filter-region').value;
    const state = byId('filter-state').value;
    return (this.#councils ?? []).filter((council) =>
      (!wanted || `${council.name} ${council.district} ${council.ags}`.toLocaleLowerCase('de').includes(wanted))
      && (!region || council.region === region)
      && (!state || stateOf(council) === state));
  }

  /** Marks the row of a council and brings it into sight. */
  select(ags) {
    this.#selected = ags;
    for (const [each, row] of this.#rows) this.#mark(row, each === ags);
    this.#bringIntoSight(this.#rows.get(ags));
  }

  /** Puts the keyboard on the row of a council. */
  focus(ags) {
    this.#rows.get(ags)?.querySelector('button').focus({ preventScroll: true });
  }

  #bringIntoSight(row) {
    if (!row) return;
    const scroll = byId('table-scroll');
    const head = byId('table-head').offsetHeight;
    if (row.offsetTop - head < scroll.scrollTop || row.offsetTop + row.offsetHeight > scroll.scrollTop + scroll.clientHeight) {
      scroll.scrollTop = row.offsetTop - head - (scroll.clientHeight - head) / 3;
    }
  }

  #head() {
    byId('table-head').replaceChildren(...COLUMNS.map((column) => html('th', { scope: 'col', class: column.class ?? '' },
      html('button', { type: 'button', class: 'sort', onclick: () => this.#sortBy(column) },
        text(`table.${column.key}`), html('span', { class: 'sort-arrow', 'aria-hidden': 'true' })))));
    this.#arrows();
  }

  #sortBy(column) {
    const descending = this.#sort.column === column ? !this.#sort.descending : Boolean(column.down);
    this.#sort = { column, descending };
    this.#arrows();
    this.#draw();
    byId('table-scroll').scrollTop = 0;
  }

  #arrows() {
    [...byId('table-head').children].forEach((cell, index) => {
      const active = COLUMNS[index] === this.#sort.column;
      if (active) cell.setAttribute('aria-sort', this.#sort.descending ? 'descending' : 'ascending');
      else cell.removeAttribute('aria-sort');
      cell.querySelector('.sort-arrow').textContent = active ? (this.#sort.descending ? '↓' : '↑') : '';
    });
  }

  #filters() {
    const option = (value, shown) => html('option', { value }, shown);
    byId('filter-region').replaceChildren(option('', text('table.all')), ...regions.map((region) => option(region, region)));
    byId('filter-state').replaceChildren(option('', text('table.all')), ...STATES.map((state) => option(state, text(`state.${state}`))));
    const form = byId('filters');
    form.addEventListener('submit', (event) => event.preventDefault());
    form.addEventListener('input', () => {
      this.#draw();
      this.#listeners.filter();
    });
  }

  #reset() {
    byId('filters').reset();
    this.#draw();
    this.#listeners.filter();
    byId('filter-text').focus();
  }

  #draw() {
    if (!this.#councils) return;
    const { column, descending } = this.#sort;
    const turn = descending ? -1 : 1;
    const shown = this.matching().sort((a, b) => turn * column.compare(a, b) || byName(a.name, b.name));
    byId('table-count').textContent = text('table.count', number(shown.length), number(this.#councils.length));
    if (this.#councils.length === 0) this.#message(text('table.empty'));
    else if (shown.length === 0) this.#message(text('table.nohit'), this.#resetButton());
    else this.#fill(shown);
  }

  #resetButton() {
    return html('button', { type: 'button', class: 'button-link', onclick: () => this.#reset() }, text('table.reset'));
  }

  #message(...content) {
    this.#rows.clear();
    byId('table-body').replaceChildren(html('tr', {}, html('td', { colspan: COLUMNS.length, class: 'empty' }, content[0], ' ', content[1])));
  }

  /** Keeps the rows that have not changed, so that keyboard and selection stay where they are. */
  #fill(councils) {
    const before = this.#rows;
    const focused = document.activeElement?.closest?.('#table-body tr')?.dataset.ags;
    this.#rows = new Map();
    for (const council of councils) {
      const told = JSON.stringify(council);
      const row = before.get(council.ags);
      this.#rows.set(council.ags, row?.told === told ? row : this.#row(council, told));
    }
    this.#replace([...this.#rows.values()]);
    if (focused && document.activeElement === document.body) this.focus(focused);
  }

  #replace(rows) {
    const body = byId('table-body');
    const same = body.children.length === rows.length && rows.every((row, index) => body.children[index] === row);
    if (!same) body.replaceChildren(...rows);
    for (const time of body.querySelectorAll('time')) time.textContent = ago(time.dateTime);
  }

  #row(council, told) {
    const { seats, women } = council;
    const ceased = council.state === 'ceased';
    const womenInWords = women.known > 0 ? share(women.count, women.known) : '–';
    const last = () => (council.lastChange ? timeElement(council.lastChange, ago(council.lastChange), { title: dayOf(council.lastChange) }) : '–');
    const row = html('tr', { 'data-ags': council.ags },
      html('th', { scope: 'row' },
        html('button', { type: 'button', class: 'button-link', onclick: () => this.#listeners.select(council.ags) }, council.name),
        html('span', { class: 'cell-more' }, council.district === council.name ? text('table.urban') : council.district),
        html('span', { class: 'cell-more cell-narrow' }, text('table.womenOf', womenInWords)),
        html('span', { class: 'cell-more cell-narrow' }, last())),
      html('td', { class: 'num' }, ceased ? '–' : text('table.of', number(seats.filled), number(seats.total))),
      html('td', { class: 'num col-wide' }, ceased ? '–' : number(seats.vacant)),
      html('td', { class: 'num col-wide' }, womenInWords),
      html('td', { class: 'col-wide' }, last()),
      html('td', {}, html('span', { class: 'tag' }, swatch(stateOf(council)), statesInWords(council).join(', '))));
    row.told = told;
    this.#mark(row, council.ags === this.#selected);
    return row;
  }

  #mark(row, selected) {
    row.classList.toggle('row-selected', selected);
    const button = row.querySelector('button');
    if (selected) button.setAttribute('aria-current', 'true');
    else button.removeAttribute('aria-current');
  }
}
