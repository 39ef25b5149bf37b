import { describe, expect, test } from 'vitest'
import { html } from './render.ts'

describe('a size behind an image is the image’s', () => {
  test.each([
    ['![](a.jpg){width=300}', '<p><img src="a.jpg" alt="" width="300"></p>'],
    ['![](a.jpg){width=300px height="200"}', '<p><img src="a.jpg" alt="" width="300" height="200"></p>'],
    ['![](a.jpg) {width=50%}', '<p><img src="a.jpg" alt="" width="50%"></p>'],
    ['![](a.jpg){.right width=300}', '<p><img src="a.jpg" alt="" class="right" width="300"></p>'],
    ['![](a.jpg)=300x', '<p><img src="a.jpg" alt="" width="300"></p>'],
    ['![](a.jpg =300x)', '<p><img src="a.jpg" alt="" width="300"></p>'],
    ['![](a.jpg =300x200)', '<p><img src="a.jpg" alt="" width="300" height="200"></p>'],
    ['![](a.jpg =x200)', '<p><img src="a.jpg" alt="" height="200"></p>'],
    ['![文](a.jpg "题" =300x)', '<figure><img src="a.jpg" alt="文" width="300"><figcaption>题</figcaption></figure>'],
    ['文![](a.jpg){width=9}，文', '<p>文<img src="a.jpg" alt="" width="9">，文</p>'],
    ['[![](a.jpg){width=9}](/b/)', '<p><a href="/b/"><img src="a.jpg" alt="" width="9"></a></p>'],
    ['![][a]{width=9}\n\n[a]: a.jpg', '<p><img src="a.jpg" alt="" width="9"></p>'],
    ['![](a.jpg)\n{width=300 .x}', '<p class="x"><img src="a.jpg" alt="" width="300"></p>'],
    ['- ![](a.jpg){width=9}', '<ul>\n<li><img src="a.jpg" alt="" width="9"></li>\n</ul>'],
  ])('%s', async (body, expected) => expect(await html(body)).toBe(expected))
})

describe('other text behind an image stays text', () => {
  test.each([
    '![](a.jpg){.x}',
    '![](a.jpg){width=300 onclick=alert()}',
    '![](a.jpg){宽=300}',
    '![](a.jpg)=3',
    '![](a.jpg)=x',
    '文{width=300}',
    '[文](a.jpg){width=300}',
  ])('%s', async (body) => {
    const off = { markdown: { imageSizes: false } }
    expect(await html(body)).toBe(await html(body, off))
    expect(await html(body)).not.toContain('width="')
  })

  test('in code, and wherever the switch is off', async () => {
    expect(await html('`![](a.jpg =300x)`')).toBe('<p><code>![](a.jpg =300x)</code></p>')
    const off = { markdown: { imageSizes: false } }
    expect(await html('![](a.jpg){width=300}', off)).toBe('<p><img src="a.jpg" alt="">{width=300}</p>')
    expect(await html('![](a.jpg)\n{width=300}', off)).toBe('<p width="300"><img src="a.jpg" alt=""></p>')
  })
})
