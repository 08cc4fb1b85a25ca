/**
 * Forms made from descriptions of their fields. A field's `pointer` says where its value is in the document, and is what the service
 * calls it when something is wrong with it.
 */
import { html } from './dom.js';
import { blame, field, goToFirstError } from './fields.js';
import { text } from './texts.js';

let forms = 0;

/** The value at a JSON pointer, or nothing. */
const at = (view, pointer) => pointer.slice(1).split('/').reduce((value, name) => value?.[name], view);

/** The texts in the fields of a form that shows this document. */
export const valuesOf = (fields, view) =>
  Object.fromEntries(fields.map(({ pointer }) => [pointer, String(at(view, pointer) ?? '')]));

function put(document, pointer, value) {
  const names = pointer.slice(1).split('/');
  const last = names.pop();
  names.reduce((inner, name) => (inner[name] ??= {}), document)[last] = value;
}

/** A text of a field as the document has it; what is no number stays as it is, for the service to say so. */
function told({ type }, value) {
  const digits = value.replace(/[.\s]/g, '');
  return type === 'number' && /^\d+$/.test(digits) ? Number(digits) : value.trim();
}

/** A whole document from the texts of a form; empty fields are left out. */
export function documentOf(fields, values) {
  const document = {};
  for (const field of fields) if (values[field.pointer].trim()) put(document, field.pointer, told(field, values[field.pointer]));
  return document;
}

/** The merge patch from one state of a form to another; a part whose fields are all empty now is taken away as a whole. */
export function patchOf(fields, before, after) {
  const patch = {};
  for (const field of fields) {
    const { pointer } = field;
    if (after[pointer].trim() === before[pointer].trim()) continue;
    const part = pointer.slice(1).split('/')[0];
    const parts = fields.filter((each) => each.pointer === `/${part}` || each.pointer.startsWith(`/${part}/`));
    if (parts.every((each) => !after[each.pointer].trim())) patch[part] = null;
    else put(patch, pointer, after[pointer].trim() ? told(field, after[pointer]) : null);
  }
  return patch;
}

export class Form {
  #fields;
  #inputs = new Map();
  #notice = html('div', { class: 'notice notice-bad', role: 'alert', hidden: true });
  #busy = false;
  #shown;

  /** The form element. */
  element;

  /**
   * @param fields `{ pointer, label, hint, type, options, ... }`; `legend` begins a group
   * @param values texts to begin with, by pointer
   * @param submit called with the texts
   * @param buttons what stands below, the first one sends
   */
  constructor({ fields, values, submit, buttons }) {
    this.#fields = fields;
    const prefix = `form-${forms++}`;
    this.element = html('form', { class: 'form', novalidate: true }, this.#notice, this.#groups(prefix), html('p', { class: 'buttons' }, buttons));
    this.element.addEventListener('submit', (event) => {
      event.preventDefault();
      if (!this.#busy) submit(this.values());
    });
    this.show(values);
  }

  #groups(prefix) {
    const groups = [];
    for (const field of this.#fields) {
      if (field.legend || groups.length === 0) {
        groups.push(field.legend
          ? html('fieldset', { class: 'field-group' }, html('legend', {}, field.legend))
          : html('div', { class: 'field-group' }));
      }
      groups.at(-1).append(this.#field(field, `${prefix}${field.pointer.replaceAll('/', '-')}`));
    }
    return groups;
  }

  #field({ pointer, label, hint, type = 'text', options, required, short }, id) {
    const input = type === 'select'
      ? html('select', { id }, options.map(([value, name]) => html('option', { value }, name)))
      : html('input', { id, type: type === 'number' ? 'text' : type, inputmode: type === 'number' ? 'numeric' : undefined, autocomplete: 'off', required });
    this.#inputs.set(pointer, input);
    const element = field([label, required ? '' : html('span', { class: 'optional' }, ` ${text('form.optional')}`)], hint, input);
    element.classList.toggle('field-short', Boolean(short));
    return element;
  }

  /** Shows these texts; from now on they are what the form began with. */
  show(values) {
    this.#shown = { ...values };
    for (const [pointer, input] of this.#inputs) {
      const value = values[pointer] ?? '';
      const unknown = input.tagName === 'SELECT' && ![...input.options].some((option) => option.value === value);
      if (unknown) input.append(html('option', { value }, value));
      input.value = value;
    }
    this.forgive();
  }

  /** The texts as they stand. */
  values() {
    return Object.fromEntries([...this.#inputs].map(([pointer, { value }]) => [pointer, value]));
  }

  /** Whether something was typed that is nowhere else. */
  changed() {
    return Object.entries(this.values()).some(([pointer, value]) => value !== (this.#shown[pointer] ?? ''));
  }

  /** Takes no second submit while one is under way. */
  busy(now) {
    this.#busy = now; // a button that is switched off would lose the keyboard
    this.element.setAttribute('aria-busy', String(now));
  }

  /** Takes what was wrong away. */
  forgive() {
    this.#notice.hidden = true;
    for (const { id } of this.#inputs.values()) blame(this.element, id);
  }

  /** Says above the fields what went wrong. */
  complain(...content) {
    this.#notice.replaceChildren(html('p', {}, content.flat()));
    this.#notice.hidden = false;
    this.#notice.scrollIntoView({ block: 'nearest' });
  }

  /** Says at each field what is wrong with it, above them what has no field, and goes to the first. */
  blame(errors) {
    this.forgive();
    const without = [];
    const wrong = new Map();
    for (const { pointer, detail } of errors) {
      const where = this.#fieldOf(pointer)?.pointer;
      if (where) wrong.set(where, [wrong.get(where), sentence(detail)].filter(Boolean).join(' '));
      else without.push(` ${sentence(detail)}`);
    }
    for (const [pointer, message] of wrong) blame(this.element, this.#inputs.get(pointer).id, message);
    this.complain(html('strong', {}, text('form.wrong', wrong.size)), without);
    goToFirstError(this.element);
  }

  #fieldOf(pointer) {
    return this.#fields.find((field) => field.pointer === pointer) ?? this.#fields.find((field) => pointer && field.pointer.startsWith(`${pointer}/`));
  }

  /** To the first field. */
  focus() {
    this.#inputs.values().next().value.focus();
  }
}

/** The service's reasons begin small, as parts of a sentence. */
const sentence = (detail) => `${detail.charAt(0).toLocaleUpperCase('de')}${detail.slice(1)}${/[.!?]$/.test(detail) ? '' : '.'}`;
