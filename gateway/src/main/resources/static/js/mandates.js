/** The council's mandates: who holds them, and what may be done with them. */
import { Unreachable, ask, readMandates } from './api.js';
import { lastChange } from './author.js';
import { byId, html } from './dom.js';
import { byName, number, shortDay, today } from './format.js';
import { addMandate, changeMandate, endMandate, reenterMandate, withdrawMandate } from './mandate-forms.js';
import { Submission, explanation } from './submission.js';
import { text } from './texts.js';

const STATES = ['alive', 'future', 'past', 'withdrawn'];

/** Where a mandate stands today. */
function standing({ state, begin, end }) {
  if (state === 'withdrawn') return 'withdrawn';
  if (begin > today()) return 'future';
  return end && end < today() ? 'past' : 'alive';
}

/** What a change makes others do, as a substitute that follows, is done within this time. */
const CONSEQUENCES_MS = 2_000;

/** Where in the list the keyboard is. */
const focused = () => ({ row: document.activeElement.closest('#mandate-rows tr')?.dataset.id, action: document.activeElement.dataset.action });

const nameOf = ({ person }) => person?.name ?? text('mandates.nameless');

export class Mandates {
  #ags;
  #address;
  #say;
  #all = [];
  #read = false;
  #touched;

  constructor(ags, say) {
    this.#ags = ags;
    this.#address = `/api/councils/${ags}/mandates`;
    this.#say = say;
    byId('mandate-add').addEventListener('click', () => addMandate(this.#desk()));
    byId('mandate-filters').addEventListener('submit', (event) => event.preventDefault());
    byId('mandate-search').addEventListener('input', () => this.#filter());
    byId('mandate-state').addEventListener('change', () => this.#filter());
    this.#states();
  }

  /** Reads them all. */
  async load() {
    try {
      this.#all = await readMandates(this.#ags);
      this.#read = true;
      this.#states();
      this.#draw();
    } catch (failure) {
      if (this.#read) this.#say('notice-warn', explanation(failure));
      else this.#none(failure.status === 404 ? text('record.missing') : explanation(failure));
    }
    byId('mandate-table').removeAttribute('aria-busy');
  }

  /** What the forms need to do their work. */
  #desk() {
    return {
      address: this.#address,
      substitutes: this.#all.filter((each) => each.kind === 'substitute' && each.state === 'active').map((each) => [each.id, nameOf(each)]),
      nameOf: (id) => this.#all.find((each) => each.id === id)?.person?.name,
      done: (key, view, undo) => this.#done(key, view, undo),
      failed: (failure) => this.#say('notice-bad', explanation(failure)),
    };
  }

  #done(key, view, undo) {
    this.#take(view);
    const name = undo?.name ?? nameOf(view);
    this.#say('notice-good', text(key, name, view.end ? shortDay(view.end) : ''), ...(undo ? [this.#undoButton(view, undo)] : []));
  }

  #undoButton(view, undo) {
    const submission = new Submission();
    const button = html('button', { type: 'button', class: 'button button-second' }, text('mandates.undo'));
    button.addEventListener('click', async () => {
      button.disabled = true;
      try {
        const { body } = await submission.send('PATCH', `${this.#address}/${view.id}`, undo.patch, undo.etag);
        this.#done('mandates.undone', body);
      } catch (failure) {
        if (!(failure instanceof Unreachable)) throw failure;
        button.disabled = false;
        this.#say('notice-bad', failure.status === 412 ? text('mandates.undo.late') : explanation(failure), ...(failure.status === 412 ? [] : [button]));
        if (failure.status === 412) this.load();
      }
    });
    return button;
  }

  /** The list as it is now: a document saved is shown at once, what follows from it for others when it is read again. */
  #take(view) {
    this.#all = [...this.#all.filter(({ id }) => id !== view.id), view];
    this.#touched = view.id;
    this.#states();
    this.#draw();
    setTimeout(() => this.load(), CONSEQUENCES_MS);
  }

  #states() {
    const select = byId('mandate-state');
    const chosen = select.value || 'alive';
    const count = (state) => number(this.#all.filter((each) => standing(each) === state).length);
    select.replaceChildren(...STATES.map((state) => html('option', { value: state }, text('mandates.counted', text(`mandates.${state}`), count(state)))),
      html('option', { value: 'all' }, text('mandates.counted', text('table.all'), number(this.#all.length))));
    select.value = chosen;
  }

  /** Only what was asked for is shown, no longer what has just been changed. */
  #filter() {
    this.#touched = undefined;
    this.#draw();
  }

  #draw() {
    const wanted = byId('mandate-search').value.trim().toLocaleLowerCase('de');
    const state = byId('mandate-state').value;
    const shown = this.#all
      .filter((each) => state === 'all' || standing(each) === state || each.id === this.#touched)
      .filter((each) => !wanted || `${nameOf(each)} ${each.list ?? ''} ${each.office ?? ''} ${each.externalId ?? ''}`.toLocaleLowerCase('de').includes(wanted))
      .sort((a, b) => byName(nameOf(a), nameOf(b)));
    const { row, action } = focused();
    byId('mandate-rows').replaceChildren(...shown.map((each) => this.#row(each)));
    if (row) byId('mandate-rows').querySelector(`tr[data-id="${row}"] button[data-action="${action}"]`)?.focus();
    byId('mandate-table').hidden = shown.length === 0;
    byId('mandate-count').textContent = text('mandates.count', shown.length, this.#all.length);
    this.#none(shown.length > 0 ? '' : text(this.#all.length === 0 ? 'mandates.empty' : 'mandates.nohit'));
  }

  #none(told) {
    byId('mandate-none').hidden = !told;
    byId('mandate-none').replaceChildren(...[told].flat());
  }

  #row(each) {
    const time = this.#time(each);
    return html('tr', { 'data-id': each.id, class: `row-${standing(each)}` },
      html('th', { scope: 'row' }, nameOf(each),
        standing(each) === 'alive' ? '' : html('span', { class: 'severity' }, text(`mandates.${standing(each)}.one`)),
        each.office && html('span', { class: 'cell-more' }, each.office),
        html('span', { class: 'cell-more cell-narrow' }, [text(`kind.${each.kind}`), each.list].filter(Boolean).join(', ')),
        html('span', { class: 'cell-more cell-narrow' }, time),
        html('span', { class: 'cell-more cell-narrow' }, lastChange(each))),
      html('td', { class: 'col-wide' }, text(`kind.${each.kind}`)),
      html('td', { class: 'col-wide' }, each.list ?? ''),
      html('td', { class: 'col-wide' }, time),
      html('td', { class: 'col-wide cell-quiet' }, lastChange(each)),
      html('td', {}, html('div', { class: 'row-actions' }, this.#actions(each))));
  }

  #time({ begin, end }) {
    return end ? text('mandates.fromTo', shortDay(begin), shortDay(end)) : text('mandates.from', shortDay(begin));
  }

  #actions(each) {
    const action = (key, act) => html('button', {
      type: 'button', class: 'button-link', 'data-action': key, 'aria-label': text('mandates.act', text(`mandates.${key}`), nameOf(each)), onclick: () => this.#withNewest(each, act),
    }, text(`mandates.${key}`));
    if (each.state === 'withdrawn') return [action('reenter', reenterMandate)];
    return [action('change', changeMandate), ...(each.state === 'active' ? [action('end', endMandate)] : []), action('withdraw', withdrawMandate)];
  }

  /** A form begins with the mandate as it stands, not as it was when the list was read. */
  async #withNewest({ id }, act) {
    try {
      const { body, headers } = await ask('GET', `${this.#address}/${id}`);
      act(this.#desk(), body, headers.get('ETag'));
    } catch (failure) {
      this.#say('notice-bad', explanation(failure));
    }
  }
}
