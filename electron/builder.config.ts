import type { Configuration } from 'electron-builder';

/**
 * What becomes of `out/` and the program's libraries on Windows: an installer and a zip, by `npm run package`, in `dist/`.
 * Both are the same program: its data lie in the user's own folder (`dataFolderOf` in `main/launch.ts`), neither beside the
 * program nor removed with it.
 */
export default {
  // The taskbar and notifications know the program by it; main/shell.ts says the same.
  appId: 'cn.heqing.desktop',
  productName: '河清',
  copyright: '河清',
  directories: { output: 'dist', buildResources: 'resources/icons' },
  extraMetadata: { main: 'out/main/index.js' },
  // SQLite's binary is loaded by the system, from a file beside the archive. It comes ready-made: nothing is compiled.
  asar: { smartUnpack: false },
  asarUnpack: ['node_modules/better-sqlite3/prebuilds/*.node'],
  npmRebuild: false,
  publish: null,
  files: [
    'out/{main,preload,renderer}/**/*',
    // The command line needs a Node of its own.
    '!out/main/cli.js',
    'db/migrations/*.sql',
    'db/migrations/meta/_journal.json',
    'resources/{holidays,policies,severity,taxonomy,towns}/*.json',
    // What 「先看示例数据」 is made of.
    'resources/samples/巡查排查表.xlsx',
    // Of the libraries, what main and workers load. Licences stay.
    '!**/*.{map,ts,mts,cts,flow,md,markdown}',
    '!node_modules/better-sqlite3/{deps,src,binding.gyp}',
    '!node_modules/better-sqlite3/prebuilds/!(win32-x64).node',
    '!node_modules/{@types,node-addon-api}/**',
    '!node_modules/{drizzle-orm,zod,xstate}/**/*.cjs',
    '!node_modules/drizzle-orm/!(better-sqlite3|cache|pg-core|sql|sqlite-core|query-builders)/**',
    '!node_modules/{jszip,pako}/dist',
    '!node_modules/dayjs/{esm,locale}',
    '!node_modules/exifr/src',
  ],
  electronLanguages: ['zh-CN', 'en-US'],
  electronFuses: {
    runAsNode: false,
    enableNodeOptionsEnvironmentVariable: false,
    enableNodeCliInspectArguments: false,
    enableEmbeddedAsarIntegrityValidation: true,
    onlyLoadAppFromAsar: true,
    enableCookieEncryption: true,
    grantFileProtocolExtraPrivileges: false,
    loadBrowserProcessSpecificV8Snapshot: false,
  },
  win: {
    target: [
      { target: 'nsis', arch: 'x64' },
      { target: 'zip', arch: 'x64' },
    ],
    executableName: 'heqing',
    icon: 'resources/icons/icon.ico',
    requestedExecutionLevel: 'asInvoker',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: electron-builder fills it in.
    artifactName: '河清-${version}-免安装版.${ext}',
  },
  nsis: {
    // biome-ignore lint/suspicious/noTemplateCurlyInString: electron-builder fills it in.
    artifactName: '河清-${version}-安装程序.${ext}',
    // For the user who starts it, without administrator; the folder is not asked for.
    oneClick: true,
    perMachine: false,
    packElevateHelper: false,
    createDesktopShortcut: true,
    createStartMenuShortcut: true,
    shortcutName: '河清',
    uninstallDisplayName: '河清',
    deleteAppDataOnUninstall: false,
    installerLanguages: ['zh_CN'],
    language: '2052',
    differentialPackage: false,
  },
} satisfies Configuration;
