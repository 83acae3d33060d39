import { useConversation } from '../conversation/context.tsx';
import { useSelect, useVerbs } from '../ui/app-context.tsx';
import { Icon } from '../ui/icon.tsx';

/** Under a marketing message: the customer wants no more of them, or wants them again. */
export function Offers() {
  const { chat, businessName } = useConversation();
  const { changeSettings } = useVerbs();
  const phone = useSelect((state) => state.phones.find(({ id }) => id === chat.phoneId));
  if (!phone) return null;
  const stopped = phone.stopsMarketing.includes(chat.numberId);
  const others = phone.stopsMarketing.filter((id) => id !== chat.numberId);
  return (
    <p className="offers">
      {stopped && `You get no offers from ${businessName}. `}
      <button
        type="button"
        onClick={() => changeSettings(phone, { stopsMarketing: stopped ? others : [...others, chat.numberId] })}
      >
        <Icon name={stopped ? 'retry' : 'block'} size={16} />
        {stopped ? 'Get offers again' : 'Stop offers'}
      </button>
    </p>
  );
}
