/** Parts of forms: a field is its name, what helps, what is wrong, and the input, in this order. */
import { html } from './dom.js';

/** A field with one input (or select), whose `id` names the rest. */
export function field(label, hint, input) {
  const { id } = input;
  input.setAttribute('aria-describedby', `${id}-hint ${id}-error`);
  return html('p', { class: 'field' },
    html('label', { for: id, id: `${id}-label` }, label), html('span', { class: 'field-hint', id: `${id}-hint` }, hint ?? ''),
    html('span', { class: 'field-error', id: `${id}-error` }), input);
}

/** Several boxes (`checkbox`) or circles (`radio`) of which some, or one, can be chosen: `{ value, label, checked }` each. */
export function choices(type, name, legend, hint, options) {
  return html('fieldset', { class: 'choices', id: name, 'aria-describedby': `${name}-hint ${name}-error` },
    html('legend', { id: `${name}-legend` }, legend), html('span', { class: 'field-hint', id: `${name}-hint` }, hint ?? ''),
    html('span', { class: 'field-error', id: `${name}-error` }),
    options.map(({ value, label, checked }) => html('label', { class: 'choice' },
      html('input', { type, name, value, checked: Boolean(checked) }), html('span', {}, label))));
}

/** What is chosen of the boxes or circles with this name. */
export const chosen = (root, name) => [...root.querySelectorAll(`input[name="${name}"]:checked`)].map(({ value }) => value);

/** Says what is wrong with a field, or with nothing that it is right. */
export function blame(root, id, message = '') {
  const place = root.querySelector(`#${id}`);
  root.querySelector(`#${id}-error`).textContent = message;
  if (place.tagName === 'FIELDSET') return;
  if (message) place.setAttribute('aria-invalid', 'true');
  else place.removeAttribute('aria-invalid');
}

/** Puts the keyboard to the first field that something is wrong with. */
export function goToFirstError(root) {
  const error = [...root.querySelectorAll('.field-error')].find(({ textContent }) => textContent);
  const place = error && root.querySelector(`#${error.id.replace(/-error$/, '')}`);
  (place?.tagName === 'FIELDSET' ? place.querySelector('input') : place)?.focus();
}
