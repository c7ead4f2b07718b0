"""A text on standard input into what LibreOffice's own LanguageTool client finds in it, as JSON; run by Debian's Python.

/usr/bin/python3 libreoffice_check.py PIPE BASE_URL LANGUAGE COUNTRY
"""

import json
import sys
import time

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException
from com.sun.star.lang import Locale

SETTINGS = "/org.openoffice.Office.Linguistic/GrammarChecking/LanguageTool"


def connected(pipe):
    """Return the context of the office that listens at a pipe, as soon as it does."""
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    for _ in range(240):
        try:
            return resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        except NoConnectException:
            time.sleep(0.25)
    sys.exit("LibreOffice does not answer")


def point_at(manager, context, url):
    """Set the address of the server, as the options dialog does."""
    provider = manager.createInstanceWithContext("com.sun.star.configuration.ConfigurationProvider", context)
    where = PropertyValue("nodepath", 0, SETTINGS, 0)
    settings = provider.createInstanceWithArguments("com.sun.star.configuration.ConfigurationUpdateAccess", (where,))
    settings.setPropertyValue("BaseURL", url)
    settings.setPropertyValue("IsEnabled", True)
    settings.commitChanges()


def main():
    """Check and print: the words that are marked, and what is said of them."""
    pipe, url, language, country = sys.argv[1:]
    text = sys.stdin.read()
    context = connected(pipe)
    manager = context.ServiceManager
    point_at(manager, context, url)
    name = "org.openoffice.lingu.LanguageToolGrammarChecker"
    checker = manager.createInstanceWithContext(name, context)
    found = checker.doProofreading("1", text, Locale(language, country, ""), 0, len(text), ())
    units = text.encode("utf-16-le")
    spans = [(e.nErrorStart, e.nErrorStart + e.nErrorLength, e.aShortComment) for e in found.aErrors]
    print(json.dumps([[units[2 * a : 2 * b].decode("utf-16-le"), said] for a, b, said in spans]))


main()
