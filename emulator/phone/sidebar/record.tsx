import { useState } from 'react';
import type { BusinessNumber, Phone } from '../../src/phone-api.ts';
import { transcriptUrl } from '../api/client.ts';
import { chatKey } from '../store/state.ts';
import { useSelect } from '../ui/app-context.tsx';
import { Icon } from '../ui/icon.tsx';
import { Panel } from '../ui/panel.tsx';

/** Keeps a conversation as a test of the business's flow: the whole one, or from now on. */
export function Record({ phone, business }: { phone: Phone; business: BusinessNumber }) {
  const chat = { phoneId: phone.id, numberId: business.id };
  const last = useSelect((state) => state.threads[chatKey(chat)]?.bubbles.at(-1)?.id);
  const [begunAfter, setBegunAfter] = useState<string | null>(null);
  const isRecording = begunAfter !== null;

  return (
    <Panel title="Record as a test" badge={isRecording ? 'Recording' : undefined}>
      <p className="quiet record-words" role="status">
        {isRecording
          ? 'Recording. Talk with the business, then save.'
          : 'What you write and what the business answers becomes a transcript to play again.'}
      </p>
      <div className="form-buttons">
        {!isRecording && (
          <button type="button" className="button" disabled={!last} onClick={() => setBegunAfter(last ?? null)}>
            <span className="record-sign" aria-hidden="true" /> Record from here
          </button>
        )}
        <a
          className={isRecording ? 'button main' : 'button'}
          href={transcriptUrl(chat, begunAfter)}
          download
          onClick={() => setBegunAfter(null)}
        >
          <Icon name="download" size={18} /> {isRecording ? 'Save recording' : 'Save whole chat'}
        </a>
        {isRecording && (
          <button type="button" className="button" onClick={() => setBegunAfter(null)}>
            Stop
          </button>
        )}
      </div>
    </Panel>
  );
}
