import type { BusinessNumber, Phone } from '../../src/phone-api.ts';
import { useVerbs } from '../ui/app-context.tsx';
import { Switch } from '../ui/switch.tsx';

/** What this customer's phone lets through. */
export function Settings({ phone, business }: { phone: Phone; business?: BusinessNumber }) {
  const { changeSettings } = useVerbs();
  const others = phone.blocked.filter((id) => id !== business?.id);
  return (
    <section className="switches" aria-label="Phone settings">
      <Switch
        label="Airplane mode"
        hint="Messages wait on both sides"
        on={!phone.online}
        onChange={(flying) => changeSettings(phone, { online: !flying })}
      />
      <Switch
        label="Read receipts"
        hint="Businesses see when you have read"
        on={phone.readReceipts}
        onChange={(readReceipts) => changeSettings(phone, { readReceipts })}
      />
      {business && (
        <Switch
          label={`Block ${business.name}`}
          on={phone.blocked.includes(business.id)}
          onChange={(blocked) => changeSettings(phone, { blocked: blocked ? [...others, business.id] : others })}
        />
      )}
    </section>
  );
}
