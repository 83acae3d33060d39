import type { BusinessNumber } from '../../src/phone-api.ts';
import { focusField } from '../ui/focus.ts';
import { useConversation } from './context.tsx';

/** What a chat shows before its first message: one line, and things worth saying first. */
export function EmptyChat({ business }: { business: BusinessNumber }) {
  const { send } = useConversation();
  return (
    <div className="empty-chat">
      <p>Say hi to {business.name}</p>
      <div className="chips">
        {business.starters.map((starter) => (
          <button
            key={starter}
            type="button"
            className="chip"
            onClick={({ currentTarget }) => {
              focusField(currentTarget.closest('.conversation'));
              send({ type: 'text', body: starter });
            }}
          >
            {starter}
          </button>
        ))}
      </div>
    </div>
  );
}
