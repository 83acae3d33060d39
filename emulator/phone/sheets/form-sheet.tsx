import { useEffect, useRef, useState } from 'react';
import type { FormValues, FormView } from '../../src/phone-api.ts';
import { useConversation } from '../conversation/context.tsx';
import { useVerbs } from '../ui/app-context.tsx';
import { Icon } from '../ui/icon.tsx';
import { Sheet } from '../ui/sheet.tsx';
import { FormPartView, valuesOf } from './form-part.tsx';
import './form.css';

type Props = { bubbleId: string; title: string; onClose(): void };

/** A business's form (a Flow), filled in screen by screen; the last step sends the answer into the chat. */
export function FormSheet({ bubbleId, title, onClose }: Props) {
  const { chat } = useConversation();
  const { openForm } = useVerbs();
  const [form, setForm] = useState<FormView | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const asked = useRef(false);
  useEffect(() => {
    // React draws twice while developing; the business's server must be asked once.
    if (asked.current) return;
    asked.current = true;
    void openForm(chat, bubbleId).then((opened) =>
      'problem' in opened && !('formId' in opened) ? setProblem(opened.problem) : setForm(opened),
    );
  }, [openForm, chat, bubbleId]);

  if (form) return <FormScreen key={`${form.formId}/${form.screen}`} form={form} onNext={setForm} onClose={onClose} />;
  return (
    <Sheet title={title} onClose={onClose} className="tall">
      <p className="sheet-words" role={problem ? 'alert' : 'status'}>
        {problem ?? 'Loading…'}
      </p>
    </Sheet>
  );
}

type ScreenProps = { form: FormView; onNext(form: FormView): void; onClose(): void };

function FormScreen({ form, onNext, onClose }: ScreenProps) {
  const { chat } = useConversation();
  const { stepForm, backInForm } = useVerbs();
  const [values, setValues] = useState<FormValues>(() => valuesOf(form.parts));
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState(form.problem);

  const submit = async (event: React.FormEvent) => {
    event.preventDefault();
    setBusy(true);
    const step = await stepForm(chat.phoneId, form.formId, values);
    setBusy(false);
    if ('problem' in step) setProblem(step.problem);
    else if ('answer' in step) onClose();
    else {
      setProblem(step.form.problem);
      onNext(step.form);
    }
  };
  const back = async () => {
    const before = await backInForm(chat.phoneId, form.formId);
    if ('formId' in before) onNext(before);
    else setProblem(before.problem);
  };

  return (
    <Sheet title={form.title} onClose={onClose} className="tall">
      <form className="sheet-form" onSubmit={submit}>
        <div className="rows form-parts">
          {form.parts.map((part, place) => (
            <FormPartView
              // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a screen keep their places
              key={place}
              part={part}
              values={values}
              onChange={(name, value) => setValues((before) => ({ ...before, [name]: value }))}
            />
          ))}
        </div>
        <div className="sheet-foot">
          {problem && (
            <p className="form-problem" role="alert">
              {problem}
            </p>
          )}
          <div className="form-foot">
            {form.canGoBack && (
              <button type="button" className="button" onClick={back}>
                <Icon name="back" size={18} /> Back
              </button>
            )}
            <button type="submit" className="button main" disabled={busy}>
              {busy ? 'One moment…' : form.button}
            </button>
          </div>
          <p className="form-small">This form belongs to the business. What you enter is sent to it.</p>
        </div>
      </form>
    </Sheet>
  );
}
