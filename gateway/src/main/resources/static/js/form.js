/**
 * Forms made from descriptions of their fields. A field's `pointer` says where its value is in the document, and is what the service
 * calls it when something is wrong with it.
 */
import { html } from './dom.js';
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
    const gone = fields.filter((each) => each.pointer.startsWith(`/${part}/`)).every((each) => !after[each.pointer].trim());
    if (gone) patch[part] = null;
    else put(patch, pointer, after[pointer].trim() ? told(field, after[pointer]) : null);
  }
  return patch;
}

export class Form {
  #fields;
  #inputs = new Map();
  #notice = html('div', { class: 'notice notice-bad', role: 'alert', hidden: true });
  #buttons;
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
    this.#buttons = buttons;
    const prefix = `form-${forms++}`;
    this.element = html('form', { class: 'form', novalidate: true }, this.#notice, this.#groups(prefix), html('p', { class: 'buttons' }, buttons));
    this.element.addEventListener('submit', (event) => {
      event.preventDefault();
      if (!buttons[0].disabled) submit(this.values());
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

  #field(field, id) {
    const input = field.type === 'select'
      ? html('select', { id }, field.options.map(([value, name]) => html('option', { value }, name)))
      : html('input', {
        id, type: field.type === 'number' ? 'text' : (field.type ?? 'text'), inputmode: field.type === 'number' ? 'numeric' : undefined,
        autocomplete: 'off', required: field.required,
      });
    const error = html('span', { class: 'field-error', id: `${id}-error`, hidden: true });
    this.#inputs.set(field.pointer, { input, error });
    const described = [field.hint && `${id}-hint`, `${id}-error`].filter(Boolean).join(' ');
    input.setAttribute('aria-describedby', described);
    return html('p', { class: `field${field.short ? ' field-short' : ''}` },
      html('label', { for: id }, field.label, field.required ? '' : html('span', { class: 'optional' }, ` ${text('form.optional')}`)),
      field.hint && html('span', { class: 'field-hint', id: `${id}-hint` }, field.hint), error, input);
  }

  /** Shows these texts; from now on they are what the form began with. */
  show(values) {
    this.#shown = { ...values };
    for (const [pointer, { input }] of this.#inputs) {
      const value = values[pointer] ?? '';
      const unknown = input.tagName === 'SELECT' && ![...input.options].some((option) => option.value === value);
      if (unknown) input.append(html('option', { value }, value));
      input.value = value;
    }
    this.forgive();
  }

  /** The texts as they stand. */
  values() {
    return Object.fromEntries([...this.#inputs].map(([pointer, { input }]) => [pointer, input.value]));
  }

  /** Whether something was typed that is nowhere else. */
  changed() {
    return Object.entries(this.values()).some(([pointer, value]) => value !== (this.#shown[pointer] ?? ''));
  }

  /** Takes no second submit while one is under way. */
  busy(now) {
    this.element.setAttribute('aria-busy', String(now));
    this.#buttons[0].disabled = now;
  }

  /** Takes what was wrong away. */
  forgive() {
    this.#notice.hidden = true;
    for (const { input, error } of this.#inputs.values()) {
      input.removeAttribute('aria-invalid');
      error.hidden = true;
      error.textContent = '';
    }
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
    let first;
    for (const { pointer, detail } of errors) {
      const field = this.#fieldOf(pointer);
      if (!field) without.push(detail);
      else {
        const { input, error } = this.#inputs.get(field.pointer);
        error.append(error.textContent ? ' ' : '', sentence(detail));
        error.hidden = false;
        input.setAttribute('aria-invalid', 'true');
        first ??= input;
      }
    }
    this.complain(html('strong', {}, text('form.wrong', errors.length - without.length)), without.map((detail) => ` ${sentence(detail)}`));
    first?.focus();
  }

  #fieldOf(pointer) {
    return this.#fields.find((field) => field.pointer === pointer) ?? this.#fields.find((field) => pointer && field.pointer.startsWith(`${pointer}/`));
  }

  /** To the first field. */
  focus() {
    this.#inputs.values().next().value.input.focus();
  }
}

/** The service's reasons begin small, as parts of a sentence. */
const sentence = (detail) => `${detail.charAt(0).toLocaleUpperCase('de')}${detail.slice(1)}${/[.!?]$/.test(detail) ? '' : '.'}`;
