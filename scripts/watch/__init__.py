"""Judge the service and the vendor's page, and see to it that somebody is told."""
