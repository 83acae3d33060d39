import { useId } from 'react';
import type { BusinessNumber, Phone } from '../../src/phone-api.ts';
import { useVerbs } from '../ui/app-context.tsx';

type StartersProps = { phone: Phone; business: BusinessNumber; onUsed?(): void };

/** Things worth saying; a tap says them. */
export function Starters({ phone, business, onUsed }: StartersProps) {
  const heading = useId();
  const { send } = useVerbs();
  return (
    <section aria-labelledby={heading}>
      <h2 id={heading}>Try saying</h2>
      <fieldset className="chips" aria-labelledby={heading}>
        {business.starters.map((starter) => (
          <button
            key={starter}
            type="button"
            className="chip"
            disabled={phone.blocked.includes(business.id)}
            onClick={() => {
              send({ phoneId: phone.id, numberId: business.id }, { type: 'text', body: starter });
              onUsed?.();
            }}
          >
            {starter}
          </button>
        ))}
      </fieldset>
    </section>
  );
}
