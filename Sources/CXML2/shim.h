#pragma once
// Debian builds libxml2 with ICU and its headers then pull in ICU's, which clash with the ICU inside Foundation as soon as one module
// imports both. Nothing here touches the converters at the end of xmlCharEncodingHandler, the only place where ICU's types show.
#include <libxml/xmlversion.h>
#undef LIBXML_ICU_ENABLED
#include <libxml/tree.h>
#include <libxml/xmlwriter.h>
#include <libxml/xmlschemas.h>
#include <libxml/parser.h>
