import type { BusinessNumber, Phone } from '../../src/phone-api.ts';
import { useVerbs } from '../ui/app-context.tsx';
import { Panel } from '../ui/panel.tsx';
import { Switch } from '../ui/switch.tsx';
import { Identity } from './identity.tsx';

/** What this customer's phone lets through. */
export function Settings({ phone, business }: { phone: Phone; business?: BusinessNumber }) {
  const { changeSettings } = useVerbs();
  const without = (ids: string[]) => ids.filter((id) => id !== business?.id);
  return (
    <Panel title={`${phone.name}’s phone`} badge={badgeOf(phone, business)}>
      <div className="switches">
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
            onChange={(blocked) =>
              changeSettings(phone, { blocked: [...without(phone.blocked), ...(blocked ? [business.id] : [])] })
            }
          />
        )}
        {business && (
          <Switch
            label={`Offers from ${business.name}`}
            hint="Marketing templates"
            on={!phone.stopsMarketing.includes(business.id)}
            onChange={(wanted) =>
              changeSettings(phone, {
                stopsMarketing: [...without(phone.stopsMarketing), ...(wanted ? [] : [business.id])],
              })
            }
          />
        )}
        <Identity phone={phone} />
      </div>
    </Panel>
  );
}

/** What one would otherwise wonder about: nothing arrives, or nothing leaves. */
function badgeOf({ online, blocked, readReceipts }: Phone, business?: BusinessNumber): string | undefined {
  if (!online) return 'Airplane mode';
  if (business && blocked.includes(business.id)) return 'Blocked';
  return readReceipts ? undefined : 'No receipts';
}
