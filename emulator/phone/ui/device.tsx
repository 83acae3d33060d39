import type { Phone } from '../../src/phone-api.ts';
import { timeOf } from '../text/when.ts';
import { useNow } from './app-context.tsx';
import { Icon } from './icon.tsx';
import './device.css';

/** The phone itself, drawn where the screen is larger than one. */
export function Device({ phone, children }: { phone: Phone; children: React.ReactNode }) {
  return (
    <section className="device" aria-label={`Phone of ${phone.name}`}>
      <div className="screen">
        <StatusBar online={phone.online} />
        {children}
      </div>
    </section>
  );
}

function StatusBar({ online }: { online: boolean }) {
  const now = useNow();
  return (
    <div className="status-bar" aria-hidden="true">
      <span>{timeOf(now.toISOString())}</span>
      <span className="camera" />
      <span className="status-signs">
        {online ? <Signal /> : <Icon name="airplane" size={16} />}
        <Battery />
      </span>
    </div>
  );
}

const Signal = () => (
  <svg width="17" height="12" viewBox="0 0 17 12" aria-hidden="true">
    <path d="M0 8h3v4H0zM4.6 5.5h3V12h-3zM9.2 3h3v9h-3zM13.8 0h3v12h-3z" />
  </svg>
);

const Battery = () => (
  <svg width="25" height="12" viewBox="0 0 25 12" aria-hidden="true">
    <rect x="0.5" y="0.5" width="21" height="11" rx="3" fill="none" stroke="currentColor" opacity="0.5" />
    <rect x="2" y="2" width="15" height="8" rx="1.5" />
    <path d="M23 4v4a2.2 2.2 0 0 0 0-4" />
  </svg>
);
