addEventListener('message', ({ source, data }) => {
  if (source !== document.querySelector('iframe').contentWindow) return
  document.querySelector('#session').textContent = JSON.stringify(data, null, 2)
  document.querySelector('#state').textContent = 'The frame has asked.'
})
