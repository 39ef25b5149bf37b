import type { Extension } from 'ruoyu'

/** `{{< countdown 2027-02-06 春节 >}}`: the days until then, which the reader's browser counts; without scripts, the date. */
export const countdown: Extension = {
  name: 'countdown',
  shortcodes: {
    countdown: `{{ args[1] or '' }}<time datetime="{{ args[0] }}" data-countdown>{{ args[0] | date }}</time>`,
  },
  slots: {
    'body-end': `{% if post is defined and 'data-countdown' in post.content %}
<script>
for (const time of document.querySelectorAll('[data-countdown]')) {
  const days = Math.ceil((new Date(time.dateTime + 'T00:00') - Date.now()) / 864e5)
  time.textContent = days > 0 ? '还有 ' + days + ' 天' : days === 0 ? '就是今天' : '已经过去 ' + -days + ' 天'
}
</script>
{% endif %}`,
  },
}
