/**
 * The live list of changes: what the stream tells appears at once, what the figures tell later (with the person's name,
 * which never travels on the stream) takes its place.
 */
import { byId, html, timeElement } from './dom.js';
import { ruleName } from './findings.js';
import { ago, dayOf, moment, words } from './format.js';
import { hasText, inLanguage, text } from './texts.js';

const MOST_SHOWN = 20;
const DRAW_EVERY_MS = 400;
const ANNOUNCE_EVERY_MS = 15_000;
const CLOCK_MS = 20_000;

/** What is told again for machines is no news for people. */
const NO_NEWS = new Set(['council-restated', 'mandate-restated', 'roll-call']);

/** Whether a record of the stream is news for people. */
export const isNews = ({ type }) => !NO_NEWS.has(type);

/** A record of the stream as a change of the list. */
export function changeOf({ type, ags, subject, time, payload = {} }) {
  const { mandate = {}, finding = {}, fields } = payload;
  return { type, ags, subject, time, fields, kind: mandate.kind, begin: mandate.begin, end: mandate.end, rule: finding.rule, live: true };
}

/** One and the same change, told by the stream and by the figures. */
const identity = ({ subject, ags, type, time }) => `${subject ?? ags} ${type} ${new Date(time).getTime()}`;

const fieldName = (field) => (hasText(`field.${field}`) ? text(`field.${field}`) : text('field.other'));

/** What happened, as a sentence. */
function sentence(change) {
  const key = `change.${change.type}`;
  const future = change.begin && new Date(change.begin) > new Date(change.time);
  return text(hasText(key) ? key : 'change.other', {
    person: change.person,
    kind: text(hasText(`kind.${change.kind}`) ? `kind.${change.kind}` : 'kind.unknown'),
    fields: change.fields?.length ? words([...new Set(change.fields.map(fieldName))]) : '',
    begin: future ? dayOf(change.begin) : '',
    end: change.end ? dayOf(change.end) : '',
    rule: change.rule ? ruleName(change) : '',
  });
}

export class ChangeList {
  #name;
  #changes = [];
  #known = false;
  #items = new Map();
  #fresh = new Set();
  #paused = false;
  #timer = 0;
  #unannounced = [];
  #lastAnnounced = -ANNOUNCE_EVERY_MS;
  #announceTimer = 0;

  /** @param name tells the name of a council, where known; without it the list is about one council and names none */
  constructor({ name }) {
    this.#name = name;
    byId('changes').replaceChildren(html('li', { class: 'empty' }, text('changes.loading')));
    byId('pause').addEventListener('click', () => this.#pause(!this.#paused));
    this.#pause(false);
    setInterval(() => this.#schedule(), CLOCK_MS);
  }

  /** A change told by the stream. */
  add(change) {
    if (this.#changes.some((each) => identity(each) === identity(change))) return;
    this.#fresh.add(identity(change));
    this.#changes = newestFirst([change, ...this.#changes]);
    this.#known = true;
    this.#unannounced.push(change);
    this.#schedule();
  }

  /** The newest changes told by the figures; live ones that they do not hold yet stay. */
  replace(told) {
    const identities = new Set(told.map(identity));
    const heard = new Map(this.#changes.map((change) => [identity(change), change]));
    const merged = told.map((change) => ({ ...heard.get(identity(change)), ...change }));
    const waiting = this.#changes.filter((change) => change.live && !identities.has(identity(change)));
    this.#changes = newestFirst([...merged, ...waiting]);
    this.#known = true;
    this.#schedule();
  }

  /** Says that the changes can't be read, when none have been told yet. */
  unreachable() {
    if (!this.#known) byId('changes').replaceChildren(html('li', { class: 'empty' }, text('changes.unreachable')));
  }

  #pause(paused) {
    this.#paused = paused;
    byId('pause').setAttribute('aria-pressed', String(paused));
    byId('pause').textContent = text(paused ? 'changes.resume' : 'changes.pause');
    if (!paused && this.#known) this.#schedule();
  }

  /** Many changes at once are drawn once. */
  #schedule() {
    if (this.#timer || !this.#known) return;
    this.#timer = setTimeout(() => {
      this.#timer = 0;
      if (this.#paused) return;
      this.#draw();
      this.#announce();
    }, DRAW_EVERY_MS);
  }

  #draw() {
    const list = byId('changes');
    list.removeAttribute('aria-busy');
    const before = this.#items;
    this.#items = new Map(this.#changes.map((change) => [identity(change), before.get(identity(change)) ?? this.#item(change)]));
    for (const change of this.#changes) this.#tell(this.#items.get(identity(change)), change);
    const shown = this.#items.size > 0 ? [...this.#items.values()] : [html('li', { class: 'empty' }, text('changes.empty'))];
    put(list, shown);
    this.#fresh.clear();
  }

  #item(change) {
    return html('li', { class: this.#fresh.has(identity(change)) ? 'change change-new' : 'change' },
      timeElement(change.time, moment(change.time), { class: 'change-time' }),
      html('span', {},
        this.#name && html('a', { class: 'change-council', href: inLanguage(`/rat/${change.ags}`) }), this.#name && ' – ',
        html('span', { class: 'change-what' }), html('span', { class: 'change-by' })));
  }

  /** What may become known later: names, and how long ago it is. */
  #tell(item, change) {
    item.querySelector('time').title = ago(change.time);
    if (this.#name) item.querySelector('.change-council').textContent = this.#name(change.ags) ?? change.name ?? change.ags;
    item.querySelector('.change-what').textContent = this.#name ? sentence(change) : capital(sentence(change));
    item.querySelector('.change-by').textContent = change.by ? ` ${text('changes.by', change.by)}` : '';
  }

  /** Tells a screen reader what is new, seldom enough to be listened to. */
  #announce() {
    if (this.#unannounced.length === 0 || this.#announceTimer) return;
    const wait = Math.max(0, this.#lastAnnounced + ANNOUNCE_EVERY_MS - performance.now());
    this.#announceTimer = setTimeout(() => {
      this.#announceTimer = 0;
      if (this.#paused) return;
      const last = this.#unannounced.at(-1);
      const told = this.#name ? `${this.#name(last.ags) ?? last.ags} – ${sentence(last)}` : capital(sentence(last));
      byId('announcer').textContent = text('changes.announce', this.#unannounced.length, told);
      this.#unannounced = [];
      this.#lastAnnounced = performance.now();
    }, wait);
  }
}

/** A sentence that nothing stands before. */
const capital = (told) => told.charAt(0).toLocaleUpperCase('de') + told.slice(1);

/** Makes these the children of a list, moving none that is in place, so that the keyboard stays where it is. */
function put(list, items) {
  const wanted = new Set(items);
  for (const child of [...list.children]) {
    if (!wanted.has(child)) child.remove();
  }
  items.forEach((item, index) => {
    if (list.children[index] !== item) list.insertBefore(item, list.children[index] ?? null);
  });
}

const newestFirst = (changes) => changes.sort((a, b) => new Date(b.time) - new Date(a.time)).slice(0, MOST_SHOWN);
