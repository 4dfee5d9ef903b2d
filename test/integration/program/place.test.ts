import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inWriteTx } from '#db/access.ts';
import { aProblem } from '#test/harness/problem.ts';
import { openProgram, type Program } from '#test/harness/program.ts';

let program: Program;
beforeAll(async () => {
  program = await openProgram();
  inWriteTx(program.connection, (tx) => {
    const insert = tx.write(
      `insert into reach (id, river, name, town_code, village, chief_name, chief_post, chief_phone, level, active)
       values (?, ?, ?, ?, ?, ?, ?, null, ?, ?)`,
    );
    insert.run('1', '白河', '红星村段', '110118116', '红星村', '张三', '镇长', 'town', 1);
    insert.run('2', '白河', '红星村段', null, null, '李四', null, 'village', 1);
    insert.run('3', '白河', '旧段', null, null, null, null, 'town', 0);
  });
  for (const place of ['溪翁庄大桥下', '溪翁庄大桥下', '苏家峪漫水桥'])
    await program.call('finding.register', {
      problem: aProblem({ place, river: '潮河', townCode: '110118101', town: '溪翁庄镇' }),
    });
});
afterAll(() => program.remove());

const suggest = (text: string) => program.call('place.suggest', { text });

describe('a typed place', () => {
  it('that was used before brings its river and town, the more often used first', async () => {
    expect((await suggest('桥'))[0]).toMatchObject({
      kind: 'used',
      place: '溪翁庄大桥下',
      river: '潮河',
      townCode: '110118101',
      from: '曾用 2 次',
    });
  });

  it('is found by pinyin initials', async () => {
    expect((await suggest('sjy'))[0]).toMatchObject({ place: '苏家峪漫水桥' });
    expect(await suggest('myx')).toEqual([]);
  });

  it('that names a reach or its village brings river, town and the chain of river chiefs', async () => {
    expect((await suggest('红星村'))[0]).toMatchObject({
      kind: 'reach',
      river: '白河',
      reach: '红星村段',
      town: '石城镇',
      village: '红星村',
      chiefs: { city: null, town: '张三（镇长）', village: '李四' },
    });
  });

  it('that is new brings the river and the town that it holds; 潮白河 before 白河', async () => {
    const found = await suggest('石城镇潮白河右岸新桥');
    expect(found.map(({ river, town }) => river ?? town)).toEqual(['潮白河', '白河', '石城镇']);
  });

  it('that says nothing brings nothing', async () => {
    expect(await suggest('')).toEqual([]);
    expect(await suggest('  ，')).toEqual([]);
  });
});

describe('the lists of places', () => {
  it('hold rivers with the reaches in use, and whether a river is only written in findings', async () => {
    await program.call('finding.register', { problem: aProblem({ river: '无名沟' }) });
    const rivers = await program.call('place.rivers', {});
    expect(rivers.find(({ name }) => name === '白河')).toMatchObject({ listed: true, reaches: [{ name: '红星村段' }] });
    expect(rivers.find(({ name }) => name === '无名沟')).toEqual({ name: '无名沟', listed: false, reaches: [] });
  });

  it('hold the towns of the district with their codes', async () => {
    const { name, towns } = await program.call('place.towns', {});
    expect(name).toBe('密云区');
    expect(towns.find(({ code }) => code === '110118116')?.name).toBe('石城镇');
  });
});
