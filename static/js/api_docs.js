// Shows the schema of the API, and lets people try it. Without it the page lists the addresses.
const place = document.getElementById("api-docs");

window.SwaggerUIBundle({
  url: place.dataset.schema,
  domNode: place,
  deepLinking: true,
  // The badge asks a stranger's server about ours.
  validatorUrl: null,
  supportedSubmitMethods: ["get"],
});
