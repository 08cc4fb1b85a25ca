/** The council's own record, to look at and to change. */
import { ask } from './api.js';
import { lastChange } from './author.js';
import { closingButton, openDialog, closeDialog } from './dialog.js';
import { byId, html } from './dom.js';
import { Editing } from './editing.js';
import { Form, valuesOf } from './form.js';
import { explanation } from './submission.js';
import { text } from './texts.js';

const fieldsFor = (registrar) => [
  { pointer: '/committee/label', label: text('field.committee'), legend: text('record.committee'), required: true },
  { pointer: '/committee/since', label: text('record.since'), type: 'date', required: true, short: true },
  { pointer: '/seats/elected', label: text('detail.elected'), legend: text('figures.seats'), type: 'number', required: true, short: true },
  { pointer: '/seats/council', label: text('detail.council'), type: 'number', required: true, short: true },
  { pointer: '/foreignResidents/count', label: text('record.count'), legend: text('detail.foreign'), type: 'number', short: true },
  { pointer: '/foreignResidents/asOf', label: text('record.asOf'), type: 'date', short: true },
  { pointer: '/contact/email', label: text('record.email'), legend: text('field.contact'), type: 'email', hint: text('record.contact.hint') },
  { pointer: '/contact/phone', label: text('record.phone'), type: 'tel', hint: text('record.phone.hint') },
  { pointer: '/contact/website', label: text('record.website'), type: 'url', hint: text('record.website.hint') },
  ...(registrar ? [{
    pointer: '/state', label: text('field.state'), legend: text('record.register'), type: 'select', required: true, hint: text('record.state.hint'),
    options: [['active', text('record.active')], ['ceased', text('state.ceased')]],
  }] : []),
];

export class OwnRecord {
  #address;
  #fields;
  #say;
  #known;
  #form;
  #editing;
  #etag;
  #view;

  /** @param known told the record whenever it is read or saved */
  constructor(ags, registrar, say, known) {
    this.#address = `/api/councils/${ags}`;
    this.#fields = fieldsFor(registrar);
    this.#say = say;
    this.#known = known;
  }

  /** Reads it, unless something was typed into it. */
  async load() {
    if (this.#form?.changed()) return;
    try {
      const { body, headers } = await ask('GET', this.#address);
      this.#open(body, headers.get('ETag'));
    } catch (failure) {
      const told = failure.status === 404 ? text('record.missing') : explanation(failure);
      byId('record').replaceChildren(html('div', { class: 'notice notice-warn' }, html('p', {}, told)));
    }
  }

  #open(view, etag) {
    const before = valuesOf(this.#fields, view);
    this.#form = new Form({
      fields: this.#fields, values: before, submit: (values) => this.#submit(values),
      buttons: [html('button', { type: 'submit', class: 'button' }, text('form.save')),
        html('button', { type: 'button', class: 'button button-second', onclick: () => this.#reset() }, text('form.reset'))],
    });
    this.#editing = new Editing({
      form: this.#form, fields: this.#fields, address: this.#address, before, etag,
      saved: (saved, tag) => this.#saved(saved, tag),
      back: (chosen) => {
        closeDialog();
        this.#put(chosen);
      },
    });
    byId('record').replaceChildren(this.#form.element);
    this.#tell(view, etag);
  }

  /** Shows chosen texts as typed ones. */
  #put(values) {
    this.#form.show(values);
  }

  #reset() {
    this.#form.show(valuesOf(this.#fields, this.#view));
    this.#editing.from(valuesOf(this.#fields, this.#view), this.#etag);
  }

  #tell(view, etag) {
    this.#view = view;
    this.#etag = etag;
    byId('record-changed').replaceChildren(text('author.last'), ' ', ...lastChange(view));
    this.#known(view);
  }

  #submit(values) {
    if (values['/state'] === 'ceased' && this.#view.state !== 'ceased') this.#confirmEnd(values);
    else this.#save(values);
  }

  #confirmEnd(values) {
    const yes = html('button', { type: 'button', class: 'button button-danger' }, text('record.cease.yes'));
    yes.addEventListener('click', () => {
      closeDialog();
      this.#save(values);
    });
    openDialog(text('record.cease'), [html('p', { class: 'dialog-text' }, text('record.cease.text')), html('p', { class: 'buttons' }, yes, closingButton(text('form.cancel')))]);
  }

  async #save(values) {
    if (!(await this.#editing.save(values))) this.#say('', text('form.unchanged'));
  }

  #saved(view, etag) {
    this.#form.show(valuesOf(this.#fields, view));
    this.#tell(view, etag);
    this.#say('notice-good', text('form.saved'));
  }
}
