package dev.daruma.cluster.packages;

import dev.daruma.cluster.site.Proxy;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/** apt's settings for a proxy. Source: apt-transport-http(1), apt.conf(5). */
record AptProxy(Proxy proxy) {
  static final String PATH = "/etc/apt/apt.conf.d/90daruma-proxy";

  /** As apt.conf has them; apt knows exceptions by name or address only. */
  String text() {
    StringBuilder text = new StringBuilder("// Written by daruma; changes made here are lost.\n");
    settings().forEach(each -> text.append(each.name).append(" \"" + each.value + "\";\n"));
    return text.toString();
  }

  /** As options of a program of apt's. */
  List<String> options() {
    return settings().stream()
        .flatMap(each -> List.of("-o", each.name + "=" + each.value).stream())
        .toList();
  }

  private record Setting(String name, String value) {}

  private List<Setting> settings() {
    List<Setting> settings = new ArrayList<>();
    proxy.http().ifPresent(url -> add(settings, "http", url));
    proxy.https().ifPresent(url -> add(settings, "https", url));
    return settings;
  }

  private void add(List<Setting> settings, String scheme, URI url) {
    String setting = "Acquire::" + scheme + "::Proxy";
    settings.add(new Setting(setting, url.toString()));
    proxy.except().stream()
        .filter(name -> name.matches("[A-Za-z0-9][A-Za-z0-9.-]*"))
        .forEach(name -> settings.add(new Setting(setting + "::" + name, "DIRECT")));
  }
}
