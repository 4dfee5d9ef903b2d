import { contextBridge, ipcRenderer } from 'electron';
import { type BridgeRequest, CHANNELS, type HeqingBridge, type HeqingEvent } from '#core/contract/bridge.ts';
import type { Reply } from '#core/contract/errors.ts';

/** All that a window can reach of the program: two functions that pass on what they are given. */
const bridge: HeqingBridge = {
  request: (request: BridgeRequest) => ipcRenderer.invoke(CHANNELS.request, request) as Promise<Reply<unknown>>,
  onEvent(listener) {
    // The window never gets hold of Electron's event object: its sender is the whole of ipcRenderer.
    const pass = (_event: unknown, event: HeqingEvent) => listener(event);
    ipcRenderer.on(CHANNELS.event, pass);
    return () => {
      ipcRenderer.removeListener(CHANNELS.event, pass);
    };
  },
};

contextBridge.exposeInMainWorld('heqing', bridge);
