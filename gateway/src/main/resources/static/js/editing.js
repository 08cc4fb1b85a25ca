/** Saving what a form says about a document: field errors, another's change, and outages are told where they belong. */
import { Unreachable } from './api.js';
import { askWhichHold } from './conflict.js';
import { openDialog } from './dialog.js';
import { patchOf, valuesOf } from './form.js';
import { Submission, explanation } from './submission.js';
import { text } from './texts.js';

export class Editing {
  #options;
  #submission = new Submission();
  #before;
  #etag;

  /**
   * @param options `form`, `fields`, `address`; `before` (texts) and `etag` of what is changed; `saved(view, etag)`, told when it is;
   *     `back()`, called to show the form again after a conflict; `extra`, what each change says besides; `gone(view)` answers why the
   *     document can't be changed any more, where it can't
   */
  constructor(options) {
    this.#options = options;
    this.#before = options.before;
    this.#etag = options.etag;
  }

  /** Begins from another state. */
  from(before, etag) {
    this.#before = before;
    this.#etag = etag;
  }

  /** Saves what differs from the beginning; answers whether there was something. */
  async save(values) {
    const { form, fields, address, extra = {} } = this.#options;
    const patch = { ...patchOf(fields, this.#before, values), ...extra };
    if (Object.keys(patch).length === 0) return false;
    await sent(form, () => this.#submission.send('PATCH', address, patch, this.#etag), (answer) => this.#saved(answer), (failure) => this.#stale(failure, values));
    return true;
  }

  #saved({ body, headers }) {
    this.#etag = headers.get('ETag');
    this.#before = valuesOf(this.#options.fields, body);
    this.#options.saved(body, this.#etag);
  }

  /** What both differ in is asked; with the answer, and not before, the other's state is the new beginning. */
  #stale({ problem, etag }, values) {
    const { fields, form, back, gone = () => undefined } = this.#options;
    const current = problem.current;
    const reason = gone(current);
    if (reason) {
      form.complain(reason);
      return;
    }
    const theirs = valuesOf(fields, current);
    askWhichHold({
      fields, before: this.#before, mine: values, theirs, current,
      save: async (chosen) => {
        this.from(theirs, etag);
        back(chosen);
        if (!(await this.save(chosen))) this.#options.saved(current, etag);
      },
    });
  }
}

/** Sends a form's change and tells in the form what became of it. */
export async function sent(form, sending, saved, stale) {
  form.forgive();
  form.busy(true);
  try {
    saved(await sending());
  } catch (failure) {
    if (!(failure instanceof Unreachable)) throw failure;
    if (failure.status === 412 && failure.problem.current && stale) stale(failure);
    else if (failure.problem.errors?.length) form.blame(failure.problem.errors);
    else form.complain(explanation(failure));
  } finally {
    form.busy(false);
  }
}
