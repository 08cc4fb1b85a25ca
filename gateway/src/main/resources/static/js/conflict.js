/** Someone else was faster: shows for each field that differs both values, side by side, to choose from. */
import { closingButton, openDialog } from './dialog.js';
import { byId, html } from './dom.js';
import { ago, moment } from './format.js';
import { authorName } from './author.js';
import { text } from './texts.js';

/**
 * Asks which values hold.
 *
 * @param fields fields of the form
 * @param before the texts that both began with
 * @param mine the texts that this person wants to save
 * @param theirs the texts as saved meanwhile
 * @param current the document as it stands, with `changedBy` and `changedAt`
 * @param save called with the chosen texts
 */
export function askWhichHold({ fields, before, mine, theirs, current, save }) {
  const differing = fields.filter(({ pointer }) => mine[pointer].trim() !== theirs[pointer].trim());
  const groups = differing.map((field, index) => choice(field, `versus-${index}`, before, mine, theirs));
  const first = html('button', { type: 'submit', class: 'button' }, text('conflict.save'));
  const form = html('form', { class: 'form', novalidate: true },
    html('p', { class: 'notice notice-warn' }, text('conflict.text', authorName(current.changedBy), ago(current.changedAt), moment(current.changedAt))),
    html('div', { class: 'versus-list' }, groups),
    html('p', { class: 'buttons' }, first, closingButton(text('form.cancel'))));
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const chosen = { ...theirs };
    differing.forEach(({ pointer }, index) => {
      if (form.elements[`versus-${index}`].value === 'mine') chosen[pointer] = mine[pointer];
    });
    save(chosen);
  });
  openDialog(text('conflict.title'), [form], { wide: true, unsaved: () => true });
  byId('dialog-title').focus();
}

function choice(field, name, before, mine, theirs) {
  const { pointer } = field;
  const changedHere = mine[pointer].trim() !== before[pointer].trim();
  const option = (value, label, values, checked) => html('label', { class: 'versus-option' },
    html('input', { type: 'radio', name, value, checked }),
    html('span', {}, html('span', { class: 'versus-whose' }, text(label)), html('span', { class: 'versus-value' }, shown(field, values[pointer]))));
  return html('fieldset', { class: 'versus' }, html('legend', {}, field.label),
    option('theirs', 'conflict.theirs', theirs, !changedHere), option('mine', 'conflict.mine', mine, changedHere));
}

/** A field's text as people read it. */
const shown = ({ options }, value) => options?.find(([each]) => each === value)?.[1] ?? (value || text('conflict.nothing'));
