"""How static files are stored: hashed and compressed by whitenoise, with the imports of JS modules rewritten too."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class StaticFilesStorage(CompressedManifestStaticFilesStorage):
    support_js_module_import_aggregation = True
