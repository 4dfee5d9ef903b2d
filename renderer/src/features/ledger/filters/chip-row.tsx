import { Button, Flex, Tag } from 'antd';
import { useAsk } from '../../../api/ask.ts';
import { useSession } from '../../../app/session.ts';
import type { LedgerAddress, ShowLedger } from '../use-ledger-address.ts';
import { filterChips } from './filter-chips.ts';

interface ChipRowProps {
  readonly address: LedgerAddress;
  readonly show: ShowLedger;
}

/** The filter in words, part by part, each with a way out of it; nothing when everything is shown. */
export function ChipRow({ address, show }: ChipRowProps) {
  const { account } = useSession();
  const chips = filterChips(address.filter, useTownName(), (id) =>
    id === account.id ? account.displayName : undefined,
  );
  if (chips.length === 0) return null;
  return (
    <Flex gap={6} wrap align="center" style={{ marginBottom: 6 }}>
      {chips.map(({ key, text, without }) => (
        <Tag
          key={key}
          title={text}
          closable={{ 'aria-label': `去掉「${text}」` }}
          onClose={(event) => {
            event.preventDefault();
            show({ filter: without });
          }}
          style={{ margin: 0, maxWidth: 360, overflow: 'hidden', textOverflow: 'ellipsis', background: '#fff' }}
        >
          {text}
        </Tag>
      ))}
      <Button size="small" type="link" onClick={() => show({ filter: {} })}>
        清除全部筛选
      </Button>
    </Flex>
  );
}

/** Names of the towns by their codes. */
export function useTownName(): (code: string) => string {
  const district = useAsk('place.towns', {});
  return (code) => district.data?.towns.find((town) => town.code === code)?.name ?? code;
}
