"""The pages of networks: they count and name what members do, so they stand above the apps that know it."""
