class Kimibar < Formula
  desc "{{description}}"
  homepage "{{homepage}}"
  version "{{version}}"
  license "MIT"

  on_macos do
    url "{{url kimibar-macos}}"
    sha256 "{{sha256 kimibar-macos}}"
  end
  on_linux do
    on_intel do
      url "{{url kimibar-linux-x64}}"
      sha256 "{{sha256 kimibar-linux-x64}}"
    end
    on_arm do
      url "{{url kimibar-linux-arm64}}"
      sha256 "{{sha256 kimibar-linux-arm64}}"
    end
  end

  def install
    bin.install Dir["kimibar-*"].first => "kimibar"
    chmod 0755, bin/"kimibar" # Homebrew does so only after this.
    generate_completions_from_executable(bin/"kimibar", "completion", shells: [:bash, :zsh, :fish])
  end

  service do
    run [opt_bin/"kimibar", "serve"]
    keep_alive true
  end

  test do
    assert_match version.to_s, shell_output("#{bin}/kimibar --version")
    assert_match "5-hour", shell_output("#{bin}/kimibar demo --no-color")
  end
end
