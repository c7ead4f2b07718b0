"""The house style of Halden & Orr, and the policy that it ships."""

from pathlib import Path


def policy() -> None:
    """Print where the house's policy lies: knigge check --policy "$(knigge halden-policy)" letter.eml"""
    print(Path(__file__).with_name("policy.toml"))
