package dev.daruma.cluster;

import dev.daruma.cluster.site.Site;
import dev.daruma.cluster.site.file.Operator;
import dev.daruma.cluster.site.file.SiteFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** A site out of the text of its file, which must be right. */
public final class TestSiteFile {
  private TestSiteFile() {}

  /**
   * @param folder where the file is written
   */
  public static Site read(Path folder, String text) throws IOException {
    Path file = Files.writeString(folder.resolve("site.yaml"), text);
    return SiteFile.read(file, new Operator("tester", folder, Map.of())).site().orElseThrow();
  }
}
