import { App } from 'antd';
import { useCallback } from 'react';

/** Says briefly that something was saved. */
export function useSaved(): (what: string) => void {
  const { message } = App.useApp();
  return useCallback((what) => void message.success(what), [message]);
}
