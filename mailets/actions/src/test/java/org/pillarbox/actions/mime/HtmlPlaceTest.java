package org.pillarbox.actions.mime;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HtmlPlaceTest {
  /** The bar stands where the banner must come. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "|",
        "|hello",
        "|<p>hello</p>",
        "<!DOCTYPE html>\n<html lang=en><head><meta charset=utf-8><title><body></title></head>\n<body onload='a>b'>|<p>",
        "<HTML><BODY>|x",
        "<!-- <body> --><html><body>|x",
        "<!--> |<div hidden><!-- --><body>x",
        "<html>|<div style=display:none><body>x",
        "<style>body{}</style>|<p>x",
        "<title>x</title >|<b>",
        "|<title>never closed <body>",
        "|<!-- never closed <body>",
        "|<template><body>x",
        "|<textarea></head><body>x",
        "\uFEFF<html><body>|x",
        "<?xml version='1'?><html><head/><body>|x",
        "<head><link rel=x><base href=y></head>|text<body>",
        "<script>'<body>'</script><body>|x",
      })
  void theTopIsBeforeWhatIsShownFirst(String marked) {
    String html = marked.replace("|", "");
    assertThat(new HtmlPlace(html).top()).as(marked).isEqualTo(marked.indexOf('|'));
  }

  @ParameterizedTest
  @ValueSource(strings = {"<body>x|</BODY></html>", "<html>x|</html>", "<p>x|", "|"})
  void theBottomIsBeforeTheEndOfTheBody(String marked) {
    String html = marked.replace("|", "");
    assertThat(new HtmlPlace(html).bottom()).as(marked).isEqualTo(marked.indexOf('|'));
  }

  @Test
  void hostileTextCostsNoMoreThanItsLength() {
    for (String piece :
        new String[] {"<!--", "<title>", "<style></", "<meta \"", "<", "<!", " =\""}) {
      String html = piece.repeat(300_000);
      Assertions.assertTimeout(
          Duration.ofSeconds(2),
          () -> {
            assertThat(new HtmlPlace(html).top()).isBetween(0, html.length());
            assertThat(ShownText.ofHtml(html)).isNotNull();
          });
    }
  }
}
