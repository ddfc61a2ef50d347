package dev.daruma.app.show.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class StatusViewTest {
  @Test
  void onlyLinesThatDifferAreWrittenAnewAndNothingIsClearedBefore() {
    VirtualScreen screen = new VirtualScreen(40, 10);
    StatusView view = new StatusView(screen);
    view.show(List.of("site neko at 11:15:02", "", "endpoint on one", "etcd of three"));
    view.show(List.of("site neko at 11:15:04", "", "endpoint on two", "etcd of three"));
    assertThat(screen.text())
        .isEqualTo("site neko at 11:15:04\n\nendpoint on two\netcd of three\n_\n");
    assertThat(screen.writes()).hasSize(2);
    assertThat(screen.writes().getLast()).contains("endpoint on two").doesNotContain("etcd");
  }

  @Test
  void whatIsTheSameIsNotWritten() {
    VirtualScreen screen = new VirtualScreen(40, 10);
    StatusView view = new StatusView(screen);
    view.show(List.of("all is well"));
    view.show(List.of("all is well"));
    assertThat(screen.writes()).hasSize(1);
  }

  @Test
  void aSmallScreenIsToldWhatItHasNoRoomFor() {
    VirtualScreen screen = new VirtualScreen(12, 4);
    StatusView view = new StatusView(screen);
    view.show(List.of("a line that is long", "two", "three", "four"));
    assertThat(screen.text()).isEqualTo("a line th..\ntwo\nand 2 lin..\n_\n");
    screen.resize(30, 10);
    view.show(List.of("a line that is long", "two", "three", "four"));
    assertThat(screen.text()).isEqualTo("a line that is long\ntwo\nthree\nfour\n_\n");
  }
}
