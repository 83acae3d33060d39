import { useId } from 'react';
import type { FormPart, FormValues } from '../../src/phone-api.ts';

type Of<Kind extends FormPart['kind']> = Extract<FormPart, { kind: Kind }>;
type Props = { part: FormPart; values: FormValues; onChange(name: string, value: FormValues[string]): void };

/** What stands in the fields of a screen when it appears. */
export function valuesOf(parts: FormPart[]): FormValues {
  return Object.fromEntries(parts.flatMap((part) => ('name' in part ? [[part.name, part.value]] : [])));
}

/** One part of a form's screen. */
export function FormPartView({ part, values, onChange }: Props) {
  switch (part.kind) {
    case 'heading':
      return <h3 className="form-heading">{part.text}</h3>;
    case 'subheading':
      return <h4 className="form-subheading">{part.text}</h4>;
    case 'text':
      return <p dir="auto">{part.text}</p>;
    case 'caption':
      return <p className="form-small">{part.text}</p>;
    case 'image':
      return <img className="form-image" src={part.source} alt="" />;
    case 'input':
      return <Input part={part} value={String(values[part.name] ?? '')} onChange={onChange} />;
    case 'choice':
      return <Choice part={part} chosen={listOf(values[part.name])} onChange={onChange} />;
    case 'consent':
      return (
        <label className="form-option">
          <input
            type="checkbox"
            required={part.required}
            checked={values[part.name] === true}
            onChange={({ target }) => onChange(part.name, target.checked)}
          />
          <span>{part.label}</span>
        </label>
      );
    case 'unsupported':
      return <p className="form-small">This phone cannot draw “{part.type}”.</p>;
  }
}

const listOf = (value: FormValues[string] | undefined): string[] =>
  Array.isArray(value) ? value : typeof value === 'string' && value ? [value] : [];

const TYPES = {
  text: 'text',
  number: 'number',
  email: 'email',
  password: 'password',
  phone: 'tel',
  passcode: 'password',
  date: 'date',
} as const;

function Input({ part, value, onChange }: { part: Of<'input'>; value: string; onChange: Props['onChange'] }) {
  const id = useId();
  const small = `${id}-small`;
  const { name, label, input, required, shortest, longest, helper, problem } = part;
  const field = {
    id,
    className: 'field',
    required,
    value,
    minLength: shortest,
    maxLength: longest,
    'aria-invalid': problem !== undefined,
    'aria-describedby': (problem ?? helper) && small,
    onChange: ({ target }: { target: { value: string } }) => onChange(name, target.value),
  };
  return (
    <div className="form-field">
      <label htmlFor={id}>
        <Label text={label} required={required} />
        {input === 'area' ? (
          <textarea {...field} rows={3} />
        ) : (
          <input {...field} type={TYPES[input]} step={input === 'number' ? 'any' : undefined} autoComplete="off" />
        )}
      </label>
      {(problem ?? helper) && (
        <small id={small} className={problem ? 'form-problem' : 'form-hint'}>
          {problem ?? helper}
        </small>
      )}
    </div>
  );
}

const Label = ({ text, required }: { text: string; required: boolean }) => (
  <span>
    {text} {!required && <small className="form-hint">(optional)</small>}
  </span>
);

function Choice({ part, chosen, onChange }: { part: Of<'choice'>; chosen: string[]; onChange: Props['onChange'] }) {
  const { name, label, look, required, options, problem } = part;
  const wrong = problem && <small className="form-problem">{problem}</small>;
  if (look === 'dropdown') {
    return (
      <div className="form-field">
        <label>
          <Label text={label} required={required} />
          <select
            className="field"
            required={required}
            value={chosen[0] ?? ''}
            onChange={({ target }) => onChange(name, target.value ? [target.value] : [])}
          >
            <option value="">Choose…</option>
            {options.map(({ id, title, enabled }) => (
              <option key={id} value={id} disabled={!enabled}>
                {title}
              </option>
            ))}
          </select>
        </label>
        {wrong}
      </div>
    );
  }
  const isOnly = look === 'radio';
  const toggled = (id: string, on: boolean) => (on ? [...chosen, id] : chosen.filter((other) => other !== id));
  return (
    <fieldset className="form-field">
      <legend>
        <Label text={label} required={required} />
      </legend>
      {options.map(({ id, title, description, enabled }) => (
        <label key={id} className="form-option">
          <input
            type={look}
            name={name}
            disabled={!enabled}
            // A group of checkboxes is complete with one of them.
            required={required && (isOnly || chosen.length === 0)}
            checked={chosen.includes(id)}
            onChange={({ target }) => onChange(name, isOnly ? [id] : toggled(id, target.checked))}
          />
          <span>
            {title}
            {description && <small className="form-hint">{description}</small>}
          </span>
        </label>
      ))}
      {wrong}
    </fieldset>
  );
}
