import { Input } from 'antd';
import { useEffect, useRef, useState } from 'react';

const MOMENT_MS = 250;

interface SearchFieldProps {
  readonly search: string;
  readonly onSearch: (words: string) => void;
}

/** Search of the list; what is typed is asked a moment after the last key. */
export function SearchField({ search, onSearch }: SearchFieldProps) {
  const [typed, setTyped] = useState(search);
  const asked = useRef(search);
  useEffect(() => {
    // The address changed from elsewhere: a link, a step back.
    if (search === asked.current) return;
    asked.current = search;
    setTyped(search);
  }, [search]);
  useEffect(() => {
    if (typed.trim() === asked.current) return;
    const timer = setTimeout(() => {
      asked.current = typed.trim();
      onSearch(asked.current);
    }, MOMENT_MS);
    return () => clearTimeout(timer);
  }, [typed, onSearch]);
  return (
    <Input
      type="search"
      allowClear
      aria-label="在线索中搜索"
      placeholder="编号、地点、文字、拼音首字母"
      value={typed}
      maxLength={100}
      onChange={({ target }) => setTyped(target.value)}
      style={{ width: 260 }}
    />
  );
}
