"""The pages that communications staff write, and what the site names once for all of them."""

from home.models.pages import ContentPage, HomePage, ProgrammePage
from home.models.site_details import SiteDetails

__all__ = ["ContentPage", "HomePage", "ProgrammePage", "SiteDetails"]
