/** The forms in which mandates are added, changed, ended and withdrawn. */
import { lastChange } from './author.js';
import { closeDialog, closingButton, openDialog } from './dialog.js';
import { html } from './dom.js';
import { Editing, sent } from './editing.js';
import { Form, documentOf, valuesOf } from './form.js';
import { shortDay, today } from './format.js';
import { Submission } from './submission.js';
import { text } from './texts.js';

const KINDS = ['elected', 'council', 'substitute', 'expert'];
const GENDERS = ['female', 'male', 'other'];

const personFields = () => [
  { pointer: '/person/name', label: text('mandates.name'), required: true },
  {
    pointer: '/person/gender', label: text('mandates.gender'), type: 'select', short: true,
    options: [['', text('figures.none')], ...GENDERS.map((each) => [each, text(`gender.${each}`)])],
  },
];

const seatFields = () => [
  { pointer: '/kind', label: text('field.kind'), type: 'select', required: true, options: KINDS.map((kind) => [kind, text(`kind.${kind}`)]) },
  { pointer: '/list', label: text('mandates.list') },
  { pointer: '/office', label: text('field.office'), hint: text('mandates.office.hint') },
  { pointer: '/begin', label: text('mandates.begin'), type: 'date', required: true, short: true },
];

const endField = () => ({ pointer: '/end', label: text('mandates.lastDay'), type: 'date', short: true, hint: text('mandates.lastDay.hint') });

const successorField = ({ substitutes, nameOf }, { id, successor } = {}) => ({
  pointer: '/successor', label: text('field.successor'), type: 'select', hint: text('mandates.successor.hint'),
  options: [['', text('mandates.nobody')], ...substitutes.filter(([each]) => each !== id),
    ...(successor && !substitutes.some(([each]) => each === successor) ? [[successor, nameOf(successor) ?? successor]] : [])],
});

const submitButton = (key, kind = '') => html('button', { type: 'submit', class: `button ${kind}` }, text(key));
const changed = (view) => html('p', { class: 'section-note' }, text('author.last'), ' ', lastChange(view));

/** Adds one. */
export function addMandate(desk) {
  const fields = [...personFields(), ...seatFields(), endField(), { pointer: '/externalId', label: text('mandates.externalId'), hint: text('mandates.externalId.hint'), short: true }];
  const submission = new Submission();
  const form = new Form({
    fields, values: { ...valuesOf(fields, {}), '/kind': 'elected', '/begin': today() },
    buttons: [submitButton('mandates.add'), closingButton(text('form.cancel'))],
    submit: (values) => sent(form, () => submission.send('POST', desk.address, documentOf(fields, values)), ({ body }) => {
      closeDialog();
      desk.done('mandates.added', body);
    }),
  });
  openDialog(text('mandates.add'), [form.element], { unsaved: () => form.changed() });
  form.focus();
}

/** A form that patches a mandate, in the dialog. */
function edit(desk, view, etag, { title, intro = [], fields, values = valuesOf(fields, view), button, extra, undo, key }) {
  const before = valuesOf(fields, view);
  const form = new Form({
    fields, values,
    buttons: [button, closingButton(text('form.cancel'))],
    submit: async (now) => {
      if (!(await editing.save(now))) form.complain(text('form.unchanged'));
    },
  });
  const show = () => openDialog(title, [...intro, changed(view), form.element], { unsaved: () => form.changed() });
  const editing = new Editing({
    form, fields, address: `${desk.address}/${view.id}`, before, etag, extra,
    saved: (saved, tag) => {
      closeDialog();
      desk.done(key, saved, undo && { name: view.person?.name, patch: undo, etag: tag });
    },
    back: (chosen) => {
      form.show(chosen);
      show();
    },
    gone: ({ state }) => (state === 'withdrawn' && view.state !== 'withdrawn' ? text('mandates.gone') : undefined),
  });
  show();
  form.focus();
}

/** Changes what is known of it. */
export function changeMandate(desk, view, etag) {
  edit(desk, view, etag, {
    title: text('mandates.change.title'), fields: [...personFields(), ...seatFields(), endField(), successorField(desk, view)],
    button: submitButton('form.save'), key: 'mandates.changed.done',
  });
}

/** Gives it a last day. */
export function endMandate(desk, view, etag) {
  const fields = [{ ...endField(), required: true, hint: undefined }, successorField(desk, view)];
  edit(desk, view, etag, {
    title: text('mandates.end.title', view.person.name), intro: [html('p', { class: 'dialog-text' }, text('mandates.end.text', text(`kind.${view.kind}`), shortDay(view.begin)))],
    fields, values: { ...valuesOf(fields, view), '/end': view.begin > today() ? view.begin : today() }, button: submitButton('mandates.end.do'), key: 'mandates.ended',
    undo: { end: view.end ?? null, successor: view.successor ?? null },
  });
}

/** Withdraws one that was entered in error. */
export function withdrawMandate(desk, view, etag) {
  const submission = new Submission();
  const state = view.end ? 'ended' : 'active';
  const { person, list, office } = view;
  const form = new Form({
    fields: [], values: {}, buttons: [submitButton('mandates.withdraw', 'button-danger'), closingButton(text('mandates.withdraw.no'))],
    submit: () => sent(form, () => submission.send('DELETE', `${desk.address}/${view.id}`, undefined, etag), ({ body, headers }) => {
      closeDialog();
      desk.done('mandates.withdrawn.done', body, { name: person.name, etag: headers.get('ETag'), patch: { state, person, list, office } });
    }, () => form.complain(text('mandates.undo.late'))),
  });
  openDialog(text('mandates.withdraw.title', person.name), [html('p', { class: 'dialog-text' }, text('mandates.withdraw.text')), changed(view), form.element]);
}

/** Has a withdrawn one count again, with its person given again. */
export function reenterMandate(desk, view, etag) {
  edit(desk, view, etag, {
    title: text('mandates.reenter.title'), intro: [html('p', { class: 'dialog-text' }, text('mandates.reenter.text', text(`kind.${view.kind}`), shortDay(view.begin)))],
    fields: [...personFields(), ...seatFields().filter(({ pointer }) => pointer === '/list' || pointer === '/office')],
    button: submitButton('mandates.reenter'), extra: { state: view.end ? 'ended' : 'active' }, key: 'mandates.reentered',
  });
}
