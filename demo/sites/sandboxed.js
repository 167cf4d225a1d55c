addEventListener('message', ({ source, data }) => {
  // The frame's hellos to a bridge come by here too.
  if (source !== document.querySelector('iframe').contentWindow || !('direct' in data)) return
  document.querySelector('#session').textContent = JSON.stringify(data, null, 2)
  document.querySelector('#state').textContent = 'The frame has asked.'
})
