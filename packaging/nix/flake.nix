{
  description = "{{description}}";
  inputs.nixpkgs.url = "github:NixOS/nixpkgs/nixos-unstable";
  outputs =
    { self, nixpkgs }:
    let
      # The npm package, run by nixpkgs' own Node: a foreign executable finds no libraries on NixOS.
      systems = [ "x86_64-linux" "aarch64-linux" "x86_64-darwin" "aarch64-darwin" ];
      forEach = nixpkgs.lib.genAttrs systems;
    in
    {
      packages = forEach (system:
        let pkgs = nixpkgs.legacyPackages.${system};
        in {
          default = pkgs.stdenvNoCC.mkDerivation {
            pname = "kimibar";
            version = "{{version}}";
            src = pkgs.fetchurl {
              url = "{{url kimibar.tgz}}";
              sha256 = "{{sha256 kimibar.tgz}}";
            };
            nativeBuildInputs = [ pkgs.makeWrapper ];
            installPhase = ''
              mkdir -p $out/lib/kimibar $out/bin $out/share/man/man1
              cp -r dist package.json LICENSE $out/lib/kimibar/
              cp dist/kimibar.1 $out/share/man/man1/
              makeWrapper ${pkgs.nodejs_24}/bin/node $out/bin/kimibar \
                --add-flags $out/lib/kimibar/dist/kimibar.cjs
            '';
            meta = {
              homepage = "{{homepage}}";
              license = pkgs.lib.licenses.mit;
              mainProgram = "kimibar";
            };
          };
        });
    };
}
