package dev.daruma.lab.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MachineSettingsTest {
  @TempDir Path folder;
  private MachineSettings settings = new MachineSettings(Path.of(""), Path.of(""));

  @BeforeEach
  void machine() {
    settings = new MachineSettings(folder.resolve("run"), folder.resolve("sys"));
    kernel("net/ipv4/ip_forward", "0\n");
    kernel("fs/inotify/max_user_instances", "128\n");
    kernel("fs/inotify/max_user_watches", "900000\n");
    kernel("kernel/panic", "1\n");
  }

  @Test
  void raisesWhatHostsNeedAndLowersNothing() {
    settings.apply(lab("one"), names("one"));

    assertThat(kernel("net/ipv4/ip_forward")).isEqualTo("1");
    assertThat(kernel("fs/inotify/max_user_instances")).isEqualTo("8192");
    assertThat(kernel("fs/inotify/max_user_watches")).isEqualTo("900000");
  }

  @Test
  void putsBackWhatTheLabAndItsGuestsChanged() {
    settings.apply(lab("one"), names("one"));
    kernel("kernel/panic", "10\n");
    settings.apply(lab("one"), names("one"));

    settings.release(names("one"));

    assertThat(kernel("net/ipv4/ip_forward")).isEqualTo("0");
    assertThat(kernel("fs/inotify/max_user_instances")).isEqualTo("128");
    assertThat(kernel("kernel/panic")).isEqualTo("1");
    assertThat(folder.resolve("run")).doesNotExist();
    assertThat(folder.resolve("run.lock")).doesNotExist();
  }

  @Test
  void waitsForTheLastLab() {
    settings.apply(lab("one"), names("one"));
    settings.apply(lab("two"), names("two"));

    settings.release(names("one"));
    assertThat(kernel("net/ipv4/ip_forward")).isEqualTo("1");

    settings.release(names("two"));
    assertThat(kernel("net/ipv4/ip_forward")).isEqualTo("0");
  }

  @Test
  void doesNotWaitForALabWhoseFolderHasGone() {
    settings.apply(lab("one"), names("one"));
    LabFolder gone = lab("two");
    settings.apply(gone, names("two"));
    LabFiles.delete(gone.path());

    settings.release(names("one"));

    assertThat(kernel("net/ipv4/ip_forward")).isEqualTo("0");
  }

  private LabFolder lab(String name) {
    LabFolder lab = LabFolder.of(folder, name);
    LabFiles.createFolders(lab.path());
    return lab;
  }

  private LabNames names(String name) {
    return LabNames.of(name, LabFolder.of(folder, name).path());
  }

  private void kernel(String name, String value) {
    LabFiles.write(folder.resolve("sys").resolve(name), value, "rw-r--r--");
  }

  private String kernel(String name) {
    assertThat(Files.exists(folder.resolve("sys").resolve(name))).isTrue();
    return LabFiles.read(folder.resolve("sys").resolve(name)).strip();
  }
}
