/** The form by which people subscribe, to one council on its page or to whatever they choose. */
import { Unreachable, readCouncils, readOffer } from './api.js';
import { regions } from './councils.js';
import { html } from './dom.js';
import { blame, choices, chosen, field, goToFirstError } from './fields.js';
import { byName, inTime } from './format.js';
import { send } from './session.js';
import { language, text } from './texts.js';
import './texts-subscribe.js';

const SCOPES = ['council', 'district', 'region', 'all'];
const STEPS = ['link', 'confirm', 'news', 'leave'];
const SHAPES = { email: /^\S+@\S+\.\S+$/, sms: /^[+0][\d\s()/.-]{6,}$/ };

/** Where an answer's JSON pointers point to in the form. */
const FIELDS = { address: 'address', kinds: 'kinds', channel: 'channel', language: 'language-choice', scope: 'scope' };

export class SubscriptionForm {
  #place;
  #council;
  #wanted;
  #offer;
  #councils = [];
  #form;

  /**
   * @param place element that the form is drawn into
   * @param council `{ ags, name }` where the form is about one council
   * @param wanted scope that is chosen at first: `{ council }`, `{ district }` or `{ region }`
   */
  constructor(place, council, wanted = {}) {
    this.#place = place;
    this.#council = council;
    this.#wanted = wanted;
  }

  /** Reads what can be subscribed to and draws the form. */
  async start() {
    this.#place.replaceChildren(html('p', { class: 'empty', role: 'status' }, text('subscribe.loading')));
    try {
      this.#offer = await readOffer();
      if (!this.#council) this.#councils = (await readCouncils()).filter(({ state }) => state !== 'ceased');
    } catch (failure) {
      if (!(failure instanceof Unreachable)) console.error(failure);
      this.#place.replaceChildren(html('div', { class: 'notice notice-warn trouble', role: 'alert' }, html('p', {}, text('subscribe.unreachable')),
        html('button', { type: 'button', class: 'button', onclick: () => this.start() }, text('error.retry'))));
      return;
    }
    this.#draw();
  }

  #draw() {
    const channels = this.#offer.channels;
    this.#form = html('form', { class: 'form', novalidate: true, onsubmit: (event) => this.#submit(event), onchange: () => this.#adapt() },
      html('div', { class: 'form-alert', role: 'alert' }),
      !this.#council && this.#scopes(),
      choices('radio', 'channel', text('subscribe.channel'), '', channels.map((each, index) => ({ value: each, label: text(`subscribe.channel.${each}`), checked: index === 0 }))),
      field('', '', html('input', { id: 'address', name: 'address', required: true, spellcheck: 'false', autocapitalize: 'none' })),
      choices('checkbox', 'kinds', '', '', this.#offer.kinds.map(({ name, label }) => ({ value: name, label: label[language] }))),
      choices('radio', 'language-choice', text('subscribe.language'), '', this.#offer.languages.map((each) => ({ value: each, label: text(`language.${each}`), checked: each === language }))),
      html('p', { class: 'buttons' }, html('button', { type: 'submit', class: 'button' }, text('subscribe.send'))));
    this.#place.replaceChildren(html('div', { class: 'subscribe' }, this.#form, this.#steps()));
    this.#adapt();
  }

  #steps() {
    return html('section', { class: 'subscribe-steps', 'aria-labelledby': 'subscribe-steps' },
      html(this.#heading(), { id: 'subscribe-steps' }, text('subscribe.steps')),
      html('ol', { class: 'steps' }, STEPS.map((step) => html('li', {}, text(`subscribe.step.${step}`)))),
      html('p', { class: 'section-note' }, text('subscribe.privacy')));
  }

  /** The form stands under the title of its page, or of a section of a council's page. */
  #heading() {
    return this.#council ? 'h3' : 'h2';
  }

  #scopes() {
    const { council, district, region } = this.#wanted;
    const first = SCOPES.find((scope) => this.#wanted[scope]) ?? 'council';
    const option = (wanted) => (value) => html('option', { value, selected: value === wanted }, value);
    const districts = [...new Set(this.#councils.filter((each) => each.district !== each.name).map((each) => each.district))].sort(byName);
    const given = this.#councils.find(({ ags }) => ags === council)?.name;
    return html('div', { class: 'scope' },
      choices('radio', 'scope', text('subscribe.scope'), '', SCOPES.map((scope) => ({ value: scope, label: text(`subscribe.scope.${scope}`), checked: scope === first }))),
      this.#scopeField('council', text('subscribe.council.hint'), html('input', { id: 'council-name', list: 'council-names', autocomplete: 'off', spellcheck: 'false', value: given ?? '' })),
      html('datalist', { id: 'council-names' }, this.#councils.map(({ name, district: of }) => html('option', { value: name }, of === name ? text('table.urban') : of))),
      this.#scopeField('district', '', html('select', { id: 'district' }, html('option', { value: '' }, text('subscribe.choose')), districts.map(option(district)))),
      this.#scopeField('region', '', html('select', { id: 'region' }, html('option', { value: '' }, text('subscribe.choose')), regions.map(option(region)))));
  }

  #scopeField(scope, hint, input) {
    const place = field(text(`subscribe.${scope}`), hint, input);
    place.dataset.scope = scope;
    return place;
  }

  /** Shows what belongs to the chosen scope and channel. */
  #adapt() {
    const scope = this.#scopeName();
    for (const place of this.#form.querySelectorAll('[data-scope]')) place.hidden = place.dataset.scope !== scope;
    const channel = this.#channel();
    const address = this.#find('#address');
    if (address.dataset.channel === channel) return;
    address.dataset.channel = channel;
    address.type = channel === 'sms' ? 'tel' : 'email';
    address.autocomplete = channel === 'sms' ? 'tel' : 'email';
    this.#find('#address-label').textContent = text(`subscribe.${channel}`);
    this.#find('#address-hint').textContent = text(`subscribe.${channel}.hint`);
    this.#find('#kinds-legend').textContent = text(`subscribe.kinds.${channel}`);
    this.#find('#kinds-hint').textContent = text(`subscribe.kinds.${channel}.hint`);
    blame(this.#form, 'address');
    blame(this.#form, 'kinds');
  }

  #find(css) {
    return this.#form.querySelector(css);
  }

  #channel() {
    return chosen(this.#form, 'channel')[0];
  }

  #scopeName() {
    return this.#council ? undefined : chosen(this.#form, 'scope')[0];
  }

  /** The scope as the service knows it; what is missing is blamed. */
  #scope() {
    if (this.#council) return { council: this.#council.ags };
    const scope = this.#scopeName();
    if (scope === 'all') return { all: true };
    if (scope === 'council') {
      const typed = this.#find('#council-name').value.trim().toLocaleLowerCase('de');
      const council = this.#councils.find(({ name }) => name.toLocaleLowerCase('de') === typed);
      blame(this.#form, 'council-name', council ? '' : text('subscribe.error.council'));
      return council && { council: council.ags };
    }
    const { value } = this.#find(`#${scope}`);
    blame(this.#form, scope, value ? '' : text(`subscribe.error.${scope}`));
    return value && { [scope]: value };
  }

  /** What to send, or nothing when something is missing. */
  #read() {
    const channel = this.#channel();
    const address = this.#find('#address').value.trim();
    const kinds = chosen(this.#form, 'kinds');
    const scope = this.#scope();
    const addressed = SHAPES[channel].test(address);
    const named = channel !== 'sms' || kinds.length > 0;
    blame(this.#form, 'address', addressed ? '' : text(`subscribe.error.${channel}`));
    blame(this.#form, 'kinds', named ? '' : text('subscribe.error.kinds'));
    return scope && addressed && named ? { channel, address, language: chosen(this.#form, 'language-choice')[0], scope, kinds } : undefined;
  }

  async #submit(event) {
    event.preventDefault();
    const wish = this.#read();
    if (!wish) {
      this.#refuse(text('subscribe.error.summary'));
      return;
    }
    const button = this.#find('button[type=submit]');
    button.disabled = true;
    try {
      await send('POST', '/api/subscriptions', wish);
      this.#thank(wish);
    } catch (failure) {
      if (!(failure instanceof Unreachable)) console.error(failure);
      button.disabled = false;
      this.#refuseBecause(failure);
    }
  }

  #refuseBecause({ status, problem = {}, retryAfter, message }) {
    for (const { pointer, detail } of problem.errors ?? []) {
      const id = FIELDS[pointer.split('/')[1]];
      if (id && this.#find(`#${id}-error`)) blame(this.#form, id, detail);
    }
    if (status === 429) this.#refuse(text('subscribe.error.busy', inTime(retryAfter ?? 60)));
    else if (problem.errors?.length > 0) this.#refuse(text('subscribe.error.summary'));
    else this.#refuse(problem.detail ?? text('subscribe.error.failed', message));
  }

  #refuse(told) {
    this.#find('.form-alert').replaceChildren(html('p', { class: 'notice notice-bad' }, told));
    goToFirstError(this.#form);
  }

  #thank({ channel, address }) {
    const told = html('div', { class: 'notice notice-good notice-done', tabindex: '-1' },
      html(this.#heading(), {}, text('subscribe.done')),
      html('p', {}, text(`subscribe.done.${channel}`, address)),
      html('p', {}, text('subscribe.done.nothing')),
      html('p', {}, html('button', { type: 'button', class: 'button button-second', onclick: () => this.#again() }, text('subscribe.again'))));
    this.#place.replaceChildren(told);
    told.focus();
  }

  #again() {
    this.#draw();
    this.#find('input').focus();
  }
}
